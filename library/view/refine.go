package view

import (
	"slices"
	"strings"

	"lectern/library/book"
)

// Toggle is the text of a query with the condition of a facet of a field added:
// in place of another value of that field, if one was chosen. Where that facet
// was chosen itself it is taken away. What else the text says stays, as it is
// typed where that can be.
func (f Facet) Toggle(text string, field Field) string {
	query := f.Query(field)
	x, err := Parse(text)
	if err != nil {
		return spaced(text, query)
	}
	wanted := slices.DeleteFunc(slices.Clone(conjuncts(x)), func(x Expr) bool { return isChoice(x, field) })
	typed := without(text, field)
	if Fold(Chosen(text, field)) != Fold(f.Text) {
		leaf, err := Parse(query)
		if err != nil {
			return text // no book has such a value
		}
		wanted = append(wanted, leaf)
		typed = spaced(typed, query)
	}
	if got, err := Parse(typed); err == nil && equal(got, all(wanted)) {
		return typed
	}
	if x = all(wanted); x == nil {
		return ""
	}
	return x.String()
}

// Chosen is the value of a field that a query asks all its books to have, as
// Facet.Query does; empty if there is none.
func Chosen(text string, field Field) string {
	x, err := Parse(text)
	if err != nil {
		return ""
	}
	for _, x := range conjuncts(x) {
		if isChoice(x, field) {
			return choice(x)
		}
	}
	return ""
}

// isChoice reports whether a condition is that of a facet of a field.
func isChoice(x Expr, field Field) bool {
	switch x := x.(type) {
	case Text:
		return x.In == field && x.Whole
	case Amount:
		return x.Of == field && x.Operator == "="
	case Flag:
		return x.Of == field && book.LintOf(x.Word) != 0
	default:
		return false
	}
}

// choice is the value that a facet's condition asks for.
func choice(x Expr) string {
	switch x := x.(type) {
	case Amount:
		return x.Low
	case Flag:
		return x.Word
	default:
		return x.(Text).Text
	}
}

// without is a text without the words outside parentheses that ask for a value
// of a field.
func without(text string, field Field) string {
	l := newLexer(text)
	var kept strings.Builder
	from, depth := 0, 0
	for t := l.next(); t.kind != endToken; t = l.next() {
		switch t.kind {
		case openToken:
			depth++
		case closeToken:
			depth--
		case valueToken:
			x, _ := Parse(string(l.text[t.column-1 : t.end-1]))
			if depth == 0 && isChoice(x, field) {
				kept.WriteString(strings.TrimRight(string(l.text[from:t.column-1]), " "))
				from = t.end - 1
			}
		}
	}
	kept.WriteString(string(l.text[from:]))
	return strings.TrimSpace(kept.String())
}

// spaced is two texts with a space between, where there are two.
func spaced(text, more string) string {
	return strings.TrimSpace(strings.TrimSpace(text) + " " + more)
}
