package view

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/library/text"
)

// maxCompletions is the largest number of names; a longer list does not help. The words of
// a language are all listed.
const maxCompletions = 12

// maxTitles is the largest number of titles among the completions, unless the user asks
// for titles: a common word begins many titles, and would leave no room for narrators.
const maxTitles = 4

// Completion is a suggestion for the word at the cursor.
type Completion struct {
	Start, End int    // the characters of the text that Insert replaces, counted from 0
	Insert     string // "author:", "is:missing ", `author:="Ann Leckie" `
	Text       string // displayed: the value, or the field with its colon
	From, To   int    // the bytes of Text that match the word at the cursor; equal if none do
	Field      Field  // the field of the value; Anywhere if Text is a field
	Books      int    // the number of books with the value; 0 if not counted
}

// Complete returns completions of the word at the cursor, best first: fields
// and values. The cursor counts characters from 0. If values is nil, Complete
// knows only the words of the query language. The completion of a value
// searches for the whole value. Complete is pure, and fast enough for each
// keystroke.
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
		for _, field := range []Field{Author, InSeries, Title, Narrator, Genre, Tag} {
			c.offer(field)
		}
	}
	return c.list
}

// Query returns the query text that finds exactly the books of a facet.
func (f Facet) Query(field Field) string {
	switch {
	case field == Is:
		return Flag{Is, f.Text}.String()
	case field.isAmount():
		return Amount{Of: field, Operator: "=", Low: f.Text}.String()
	}
	return Text{In: field, Text: f.Text, Whole: true}.String()
}

// tokenAt returns the word or phrase that contains the cursor or ends at it.
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
			// Text after the cursor is replaced.
			return t, true
		}
	}
}

// completer collects the completions of a token.
type completer struct {
	token
	want   string // the folded value
	minus  string
	values *Facets
	list   []Completion
}

func (c *completer) add(insert, text string, field Field, books int) {
	if len(c.list) < maxCompletions || field.flags() != nil {
		from, to := span(text, c.want, c.text)
		c.list = append(c.list, Completion{c.column - 1, c.end - 1, c.minus + insert, text, from, to, field, books})
	}
}

// span finds want, which is the folded typed, in a text: at its beginning or at the beginning
// of another word, if necessary without signs, or with umlauts in two letters. It returns the
// position in bytes.
func span(s, want, typed string) (from, to int) {
	if from, to = spanOf(s, want, Fold); to == 0 {
		from, to = spanOf(s, text.Key(want), text.Key)
	}
	if to == 0 {
		from, to = spanOf(s, text.Spell(typed), text.Spell)
	}
	return from, to
}

// spanOf finds want in a text after form has been applied to both.
func spanOf(s, want string, form func(string) string) (from, to int) {
	for from = range s {
		if want == "" || from > 0 && s[from-1] != ' ' && s[from-1] != '-' {
			continue
		}
		for i, r := range s[from:] {
			to = from + i + utf8.RuneLen(r)
			if got := form(s[from:to]); got == want {
				return from, to
			} else if !strings.HasPrefix(want, got) {
				break
			}
		}
	}
	return 0, 0
}

// fields adds the fields.
func (c *completer) fields() {
	for _, word := range fieldWords {
		if strings.HasPrefix(word, c.want) && !c.quoted {
			c.add(word+":", word+":", Anywhere, 0)
		}
	}
}

// flags adds the values of "is:", "has:" and "no:", first those that books have.
func (c *completer) flags() {
	for _, counted := range []bool{true, false} {
		for _, g := range c.field.flags() {
			if n := c.books(g.word); n > 0 == counted && strings.HasPrefix(g.word, c.want) {
				c.add(c.field.String()+":"+g.word+" ", g.word, c.field, n)
			}
		}
	}
}

// books returns the number of books with a problem.
func (c *completer) books(word string) int {
	for _, f := range c.values.Of(c.field) {
		if f.Text == word {
			return f.Books
		}
	}
	return 0
}

// offer adds values of a field: first those that begin with the text, then those in
// which another word does. Within each group the most frequent come first.
func (c *completer) offer(field Field) {
	most := maxCompletions - len(c.list)
	if field == Title && c.field != Title {
		most = min(most, maxTitles)
	}
	if most <= 0 {
		return
	}
	var begin, inside []*Facet
	list, forms := c.values.Of(field), c.values.formsOf(field)
	typed := startOf(c.text)
	for i := range list {
		switch all := forms.of(i); {
		case c.want == "" || typed.ofValue(all):
			begin = withMost(begin, &list[i], most)
		case typed.ofWord(all):
			inside = withMost(inside, &list[i], most)
		}
	}
	inside = inside[:min(len(inside), most-len(begin))]
	for _, f := range slices.Concat(begin, inside) {
		c.add(f.Query(field)+" ", f.Text, field, f.Books)
	}
}

// withMost adds a value to the values with the most books, of which it keeps the first ones.
// Of equal values the earlier comes first.
func withMost(first []*Facet, f *Facet, keep int) []*Facet {
	at := len(first)
	for at > 0 && first[at-1].Books < f.Books {
		at--
	}
	switch {
	case at == keep:
		return first
	case len(first) == keep:
		first = first[:keep-1]
	}
	return slices.Insert(first, at, f)
}
