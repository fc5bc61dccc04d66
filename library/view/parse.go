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
	Column int    // where, in characters from 1
	Text   string // sentences for the user
}

// Error is the text.
func (m *Mistake) Error() string { return m.Text }

// Parse reads a query; docs/QUERY.md is its grammar. A text without a
// condition is nil. What is missing at the end while one types is no mistake: an
// open quote or parenthesis is closed there, a field without a value says
// nothing. An error is a *Mistake.
func Parse(text string) (Expr, error) {
	x, mistake, _ := parse(text)
	if mistake != nil {
		return nil, mistake
	}
	return x, nil
}

// Final is what is wrong with the text of a query that nobody is typing any more:
// what Parse is silent about is a mistake then. It is nil or a *Mistake.
func Final(text string) error {
	_, mistake, gap := parse(text)
	switch {
	case mistake != nil:
		return mistake
	case gap != nil:
		return gap
	default:
		return nil
	}
}

// parse reads a query. gap is the first thing that lacks something, which may be
// still to come.
func parse(text string) (x Expr, mistake, gap *Mistake) {
	p := parser{lexer: newLexer(text)}
	p.advance()
	x = p.or(0)
	if p.mistake == nil && p.kind == closeToken {
		p.fail(p.column, "There is a “)” without a “(”. To search for it, put it in quotes.")
	}
	return x, p.mistake, p.gap
}

// parser reads by recursive descent, one token ahead. After a mistake it only
// finds the end.
type parser struct {
	lexer *lexer
	token
	mistake, gap *Mistake
}

func (p *parser) advance() { p.token = p.lexer.next() }

func (p *parser) fail(column int, format string, args ...any) {
	if p.mistake == nil {
		p.mistake = &Mistake{column, fmt.Sprintf(format, args...)}
	}
	p.kind = endToken
}

// lack takes note of something that is missing, if it is the first.
func (p *parser) lack(column int, format string, args ...any) {
	if p.gap == nil {
		p.gap = &Mistake{column, fmt.Sprintf(format, args...)}
	}
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
		or := p.token
		if p.advance(); p.kind == endToken || p.kind == closeToken {
			p.lack(or.column, "After “or” something is missing. To search for the word itself, put it in quotes.")
		}
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
		p.fail(p.column, "Parentheses may stand %d deep within each other, not deeper.", maxDepth)
		return nil
	}
	negative, column := p.not, p.value
	p.advance()
	x := p.or(depth)
	switch {
	case p.kind != closeToken:
		p.lack(column, "There is a “(” without a “)”. To search for it, put it in quotes.")
	case x == nil:
		p.lack(column, "There is nothing between these parentheses.")
	}
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
	if t.open {
		p.lack(t.value, "The quotation that begins here is not closed.")
	}
	switch {
	case t.stranger != "":
		p.fail(t.value, "%s", strange(t.stranger, t.text))
		return nil
	case word == "" && t.field != Anywhere:
		p.lack(t.value, "%s", empty(t.field))
		return nil
	case word == "":
		if t.quoted {
			p.lack(t.value, "There is nothing between these quotes.")
		}
		return nil
	case t.field.isText():
		return Text{In: t.field, Text: t.text, Whole: t.operator != ""}
	case t.field.isAmount():
		return p.amount(t)
	}
	g := t.field.flagOf(word)
	switch {
	case g == nil:
		p.fail(t.value, "%s", unknown(t.field, word))
		return nil
	case t.field == No:
		return Not{Flag{Has, g.word}}
	default:
		return Flag{t.field, g.word}
	}
}

// strange is what is wrong with a text whose word before the colon is no field.
func strange(word, text string) string {
	if near, ok := nearField(Fold(word)); ok {
		return fmt.Sprintf("There is no field “%s”. Did you mean %s? To search for the words instead, put them in quotes.", shown(word), near)
	}
	quoted := "."
	if !strings.Contains(text, `"`) {
		quoted = ": " + shown(quote("", text))
	}
	return fmt.Sprintf("There is no field “%s”. To search for the words instead, put them in quotes%s", shown(word), quoted)
}

// empty is what is wrong with a field that has no value.
func empty(f Field) string {
	switch {
	case f.flags() != nil:
		return fmt.Sprintf("After “%s:” type %s.", f, f.flagWords())
	case f.isAmount():
		return fmt.Sprintf("After “%s:” type %s.", f, wanted[f].example)
	default:
		return fmt.Sprintf("After “%s:” type what to look for, without a space between.", f)
	}
}

// unknown is what is wrong with a folded word that a field of flags does not have.
func unknown(f Field, word string) string {
	if near := f.nearFlag(word); near != "" {
		return fmt.Sprintf("There is no “%s:%s”. Did you mean %s?", f, shown(word), near)
	}
	return fmt.Sprintf("There is no “%s:%s”. After “%s:” type %s.", f, shown(word), f, f.flagWords())
}

// mostShown is how many characters of what was typed a mistake repeats.
const mostShown = 40

// shown is a part of a query as a sentence repeats it.
func shown(text string) string {
	if runes := []rune(text); len(runes) > mostShown {
		return string(runes[:mostShown-1]) + "…"
	}
	return text
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
			p.lack(t.value, "%s", empty(t.field))
			return nil
		}
	case isRange:
		p.fail(t.value, "Write either “%s” or “..”, not both.", t.operator)
		return nil
	case t.operator == "":
		x.Operator = "="
	}
	if wrong := x.judge(); wrong != "" {
		p.fail(t.value, "%s", wrong)
		return nil
	}
	return x
}
