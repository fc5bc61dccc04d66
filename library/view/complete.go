package view

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxCompletions is how many completions there are at most: more is no help.
const maxCompletions = 12

// Completion is a way to go on with the word at the cursor.
type Completion struct {
	Start, End int    // the characters of the text that Insert replaces, from 0
	Insert     string // "author:", "is:missing ", `author:="Ann Leckie" `
	Text       string // what to show: the value, or the field and its colon
	From, To   int    // the bytes of Text that the word at the cursor stands for; equal for none
	Field      Field  // of the value; Anywhere for the word of a field
	Books      int    // that have the value; 0 where that was not counted
}

// Complete returns what the word at the cursor may become, best first: words of
// fields, and values that occur. The cursor counts characters from 0. Without
// values it knows the words of the language alone. A text of one value that
// occurs is looked for as a whole. It is pure, and quick enough for each keystroke.
func Complete(text string, cursor int, values *Facets) []Completion {
	t, ok := tokenAt(text, cursor)
	if !ok {
		return nil
	}
	if values == nil {
		values = new(Facets)
	}
	c := completer{token: t, want: Fold(t.text), values: values}
	if t.not {
		c.minus = "-"
	}
	switch {
	case t.field.flags() != nil:
		c.flags()
	case t.field != Anywhere:
		c.offer(t.field)
	case c.want != "":
		c.fields()
		for _, field := range []Field{Author, InSeries, Narrator, Genre} {
			c.offer(field)
		}
	}
	return c.list
}

// Query is the query text that finds exactly the books of a facet.
func (f Facet) Query(field Field) string {
	switch {
	case field == Is:
		return Flag{Is, f.Text}.String()
	case field.isAmount():
		return Amount{Of: field, Operator: "=", Low: f.Text}.String()
	}
	return Text{In: field, Text: f.Text, Whole: true}.String()
}

// tokenAt is the word or phrase that the cursor is in or right behind.
func tokenAt(text string, cursor int) (token, bool) {
	l := newLexer(text)
	if cursor < 0 || cursor > len(l.text) {
		return token{}, false
	}
	for {
		t := l.next()
		switch {
		case t.kind == endToken || t.column > cursor:
			return token{}, false
		case cursor < t.end && t.kind != openToken && t.kind != closeToken:
			// What stands behind the cursor is written over.
			return t, true
		}
	}
}

// completer gathers the completions of a token.
type completer struct {
	token
	want   string // the folded value
	minus  string
	values *Facets
	list   []Completion
}

func (c *completer) add(insert, text string, field Field, books int) {
	if len(c.list) < maxCompletions {
		from, to := span(text, c.want)
		c.list = append(c.list, Completion{c.column - 1, c.end - 1, c.minus + insert, text, from, to, field, books})
	}
}

// span is where a folded text stands in another, in bytes: at its beginning, or
// at that of another word.
func span(text, want string) (from, to int) {
	for from = range text {
		if from > 0 && text[from-1] != ' ' {
			continue
		}
		for i, r := range text[from:] {
			to = from + i + utf8.RuneLen(r)
			if folded := Fold(text[from:to]); folded == want {
				return from, to
			} else if !strings.HasPrefix(want, folded) {
				break
			}
		}
	}
	return 0, 0
}

// fields offers the words of fields.
func (c *completer) fields() {
	for _, word := range fieldWords {
		if strings.HasPrefix(word, c.want) && !c.quoted {
			c.add(word+":", word+":", Anywhere, 0)
		}
	}
}

// flags offers what can be asked of the state of a book.
func (c *completer) flags() {
	for _, g := range c.field.flags() {
		if strings.HasPrefix(g.word, c.want) {
			c.add(c.field.String()+":"+g.word+" ", g.word, c.field, c.books(g.word))
		}
	}
}

// books is how many books have a problem.
func (c *completer) books(word string) int {
	for _, f := range c.values.Of(c.field) {
		if f.Text == word {
			return f.Books
		}
	}
	return 0
}

// offer offers values of a field: first those that begin with the text, then
// those of which another word does, each the most frequent first.
func (c *completer) offer(field Field) {
	var begin, inside []*Facet
	list := c.values.Of(field)
	for i := range list {
		switch f := &list[i]; {
		case strings.HasPrefix(f.folded, c.want):
			begin = append(begin, f)
		case strings.Contains(f.folded, " "+c.want):
			inside = append(inside, f)
		}
	}
	for _, found := range [][]*Facet{begin, inside} {
		slices.SortStableFunc(found, func(a, b *Facet) int { return b.Books - a.Books })
		for _, f := range found[:min(len(found), maxCompletions)] {
			c.add(f.Query(field)+" ", f.Text, field, f.Books)
		}
	}
}
