package view

import (
	"fmt"
	"strings"
)

// maxDepth is how deep parentheses may stand within each other: more is no
// listener's query, and a tree is walked by recursion.
const maxDepth = 50

// Mistake is what is wrong with the text of a query. It is an error.
type Mistake struct {
	Column     int    // where, in characters from 1
	Text       string // in the listener's words
	Unfinished bool   // it is in the last word, which may still be being typed
}

// Error is the text.
func (m *Mistake) Error() string { return m.Text }

// Parse reads a query; docs/QUERY.md is its grammar. A text without a
// condition is nil. What is missing at the end while one types is no mistake: an
// open quote or parenthesis is closed there, a field without a value says
// nothing. An error is a *Mistake.
func Parse(text string) (Expr, error) {
	p := parser{lexer: newLexer(text)}
	p.advance()
	x := p.or(0)
	if p.mistake == nil && p.kind == closeToken {
		p.fail(p.column, "“)” closes nothing; in quotes it is a text")
	}
	if p.mistake != nil {
		return nil, p.mistake
	}
	return x, nil
}

// parser reads by recursive descent, one token ahead. After a mistake it only
// finds the end.
type parser struct {
	lexer *lexer
	token
	mistake *Mistake
}

func (p *parser) advance() { p.token = p.lexer.next() }

func (p *parser) fail(column int, format string, args ...any) {
	if p.mistake == nil {
		p.mistake = &Mistake{column, fmt.Sprintf(format, args...), p.end > len(p.lexer.text)}
	}
	p.kind = endToken
}

// or reads conditions with "or" between them, up to a closing parenthesis or
// the end. An "or" that nothing stands before is a word, one that nothing
// follows says nothing.
func (p *parser) or(depth int) Expr {
	var list []Expr
	for {
		if x := p.and(depth); x != nil {
			list = append(list, x)
		}
		if p.kind != orToken {
			return one(list)
		}
		p.advance()
	}
}

// and reads conditions side by side.
func (p *parser) and(depth int) Expr {
	var list []Expr
	first := true
	for p.mistake == nil {
		var x Expr
		switch p.kind {
		case orToken:
			if !first {
				return all(list)
			}
			x = Text{Text: p.token.text}
			p.advance()
		case openToken:
			x = p.group(depth + 1)
		case valueToken:
			x = p.leaf()
		default:
			return all(list)
		}
		first = false
		if x != nil {
			list = append(list, x)
		}
	}
	return nil
}

// group reads what stands in parentheses.
func (p *parser) group(depth int) Expr {
	if depth > maxDepth {
		p.fail(p.column, "parentheses stand more than %d deep", maxDepth)
		return nil
	}
	negative := p.not
	p.advance()
	x := p.or(depth)
	if p.kind == closeToken {
		p.advance()
	}
	if negative {
		return not(x)
	}
	return x
}

// leaf reads a condition on one field.
func (p *parser) leaf() Expr {
	t := p.token
	x := p.condition(t)
	if p.mistake != nil {
		return nil
	}
	p.advance()
	if t.not {
		return not(x)
	}
	return x
}

// condition is what a token says; nil where its value is empty.
func (p *parser) condition(t token) Expr {
	word := strings.TrimSpace(Fold(t.text))
	switch {
	case word == "":
		return nil
	case t.field.isText():
		return Text{In: t.field, Text: t.text, Whole: t.operator != ""}
	case t.field.isAmount():
		return p.amount(t)
	}
	g := t.field.flagOf(word)
	switch {
	case g == nil:
		p.fail(t.value, "“%s:” wants %s", t.field, t.field.flagWords())
		return nil
	case t.field == No:
		return Not{Flag{Has, g.word}}
	default:
		return Flag{t.field, g.word}
	}
}

// amount is what a token says of an amount.
func (p *parser) amount(t token) Expr {
	text := strings.Join(strings.Fields(Fold(t.text)), "")
	low, high, isRange := strings.Cut(text, between)
	x := Amount{t.field, t.operator, low, high}
	switch {
	case isRange && t.operator == "":
		x.Operator = between
		if low == "" && high == "" {
			return nil
		}
	case isRange:
		p.fail(t.value, "“%s:” wants either “%s” or “..”", t.field, t.operator)
		return nil
	case t.operator == "":
		x.Operator = "="
	}
	if reason := x.judge(); reason != "" {
		p.fail(t.value, "“%s:” wants %s", t.field, reason)
		return nil
	}
	return x
}
