package view

import (
	"strings"

	"lectern/library/message"
)

// maxDepth is the largest depth of nested parentheses. No user types more, and
// trees are walked by recursion.
const maxDepth = 50

// Mistake is an error in the text of a query.
type Mistake struct {
	Column          int  // in characters, from 1
	Unfinished      bool // something is missing that the user may still type
	message.Message      // sentences for the user
}

// Error returns the sentences in English.
func (m *Mistake) Error() string { return m.String() }

// Unwrap returns an error with the sentences as data.
func (m *Mistake) Unwrap() error { return &message.Error{Message: m.Message} }

// Parse parses a query; docs/QUERY.md has the grammar. A text without
// conditions gives nil. An unfinished text is not an error, as the user may
// still be typing: an open quote or parenthesis is closed at the end, and a
// field without a value is ignored. An error is a *Mistake.
func Parse(text string) (Expr, error) {
	x, mistake, _ := parse(text)
	if mistake != nil {
		return nil, mistake
	}
	return x, nil
}

// Final returns the error in a finished text of a query, including incomplete
// input that Parse accepts. It returns nil or a *Mistake.
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

// parse parses a query. gap is the first incomplete place, which the user may
// still fill in.
func parse(text string) (x Expr, mistake, gap *Mistake) {
	p := parser{lexer: newLexer(text)}
	p.advance()
	x = p.or(0)
	if p.mistake == nil && p.kind == closeToken {
		p.fail(p.column, message.New("There is a “)” without a “(”. To search for it, put it in quotes."))
	}
	return x, p.mistake, p.gap
}

// parser is a recursive-descent parser with one token of lookahead. After a
// mistake it sees only the end of the text.
type parser struct {
	lexer *lexer
	token
	mistake, gap *Mistake
}

func (p *parser) advance() { p.token = p.lexer.next() }

func (p *parser) fail(column int, m message.Message) {
	if p.mistake == nil {
		p.mistake = &Mistake{column, false, m}
	}
	p.kind = endToken
}

// lack records an incomplete place, if it is the first.
func (p *parser) lack(column int, m message.Message) {
	if p.gap == nil {
		p.gap = &Mistake{column, true, m}
	}
}

// or parses alternatives, up to a closing parenthesis or the end. An "or" at
// the beginning is a word; an "or" at the end is ignored.
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
			p.lack(or.column, message.New("After “or” something is missing. To search for the word itself, put it in quotes."))
		}
	}
}

// and parses consecutive conditions, all of which must hold.
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

// group parses a group in parentheses.
func (p *parser) group(depth int) Expr {
	if depth > maxDepth {
		p.fail(p.column, message.New("Parentheses may stand {{.Count}} deep within each other, not deeper.", "Count", maxDepth))
		return nil
	}
	negative, column := p.not, p.value
	p.advance()
	x := p.or(depth)
	switch {
	case p.kind != closeToken:
		p.lack(column, message.New("There is a “(” without a “)”. To search for it, put it in quotes."))
	case x == nil:
		p.lack(column, message.New("There is nothing between these parentheses."))
	}
	if p.kind == closeToken {
		p.advance()
	}
	if negative {
		return not(x)
	}
	return x
}

// leaf parses a condition on one field.
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

// condition returns the condition of a token, or nil if its value is empty.
func (p *parser) condition(t token) Expr {
	word := strings.TrimSpace(Fold(t.text))
	if t.open {
		p.lack(t.value, message.New("The quotation that begins here is not closed."))
	}
	switch {
	case t.stranger != "":
		p.fail(t.value, strange(t.stranger, t.text))
		return nil
	case word == "" && t.field != Anywhere:
		p.lack(t.value, empty(t.field))
		return nil
	case word == "":
		if t.quoted {
			p.lack(t.value, message.New("There is nothing between these quotes."))
		}
		return nil
	case t.operator == "" && t.field.isText() && t.field != Language && blank(strings.Join(sought(t.text), "")):
		return nil // signs alone, which the search ignores
	case t.field.isText():
		return Text{In: t.field, Text: t.text, Whole: t.operator != ""}
	case t.field.isAmount():
		return p.amount(t)
	}
	g := t.field.flagOf(word)
	switch {
	case g == nil:
		p.fail(t.value, unknown(t.field, word))
		return nil
	case t.field == No:
		return Not{Flag{Has, g.word}}
	default:
		return Flag{t.field, g.word}
	}
}

// strange returns the message for a text with an unknown word before the colon.
func strange(word, text string) message.Message {
	if near, ok := nearField(Fold(word)); ok {
		return message.New("There is no field “{{.Word}}”. Did you mean {{.Field}}? To search for the words instead, put them in quotes.",
			"Word", shown(word), "Field", near.String())
	}
	if strings.Contains(text, `"`) {
		return message.New("There is no field “{{.Word}}”. To search for the words instead, put them in quotes.", "Word", shown(word))
	}
	return message.New("There is no field “{{.Word}}”. To search for the words instead, put them in quotes: {{.Quoted}}",
		"Word", shown(word), "Quoted", shown(quote("", text)))
}

// empty returns the message for a field without a value.
func empty(f Field) message.Message {
	switch {
	case f.flags() != nil:
		return message.New("After “{{.Field}}:” type {{.Values}}.", "Field", f.String(), "Values", f.flagWords())
	case f.isAmount():
		return message.New("After “{{.Field}}:” type {{.Values}}.", "Field", f.String(), "Values", message.New(wanted[f].example))
	default:
		return message.New("After “{{.Field}}:” type what to look for, without a space between.", "Field", f.String())
	}
}

// unknown returns the message for an unknown value of a field that takes flags.
func unknown(f Field, word string) message.Message {
	if near := f.nearFlag(word); near != "" {
		return message.New("There is no “{{.Condition}}”. Did you mean {{.Meant}}?", "Condition", f.String()+":"+shown(word), "Meant", near)
	}
	return message.New("There is no “{{.Condition}}”. After “{{.Field}}:” type {{.Values}}.",
		"Condition", f.String()+":"+shown(word), "Field", f.String(), "Values", f.flagWords())
}

// mostShown is the largest number of typed characters that a message repeats.
const mostShown = 40

// shown returns a part of a query as a message repeats it.
func shown(text string) string {
	if runes := []rune(text); len(runes) > mostShown {
		return string(runes[:mostShown-1]) + "…"
	}
	return text
}

// amount returns the amount of a token.
func (p *parser) amount(t token) Expr {
	text := strings.Join(strings.Fields(Fold(t.text)), "")
	low, high, isRange := strings.Cut(text, between)
	x := Amount{t.field, t.operator, low, high}
	switch {
	case isRange && t.operator == "":
		x.Operator = between
		if low == "" && high == "" {
			p.lack(t.value, empty(t.field))
			return nil
		}
	case isRange:
		p.fail(t.value, message.New("Write either “{{.Operator}}” or “..”, not both.", "Operator", t.operator))
		return nil
	case t.operator == "":
		x.Operator = "="
	}
	if wrong := x.judge(); !wrong.IsZero() {
		p.fail(t.value, wrong)
		return nil
	}
	return x
}
