package view

import (
	"slices"
	"strings"
)

// Toggle adds the condition of a facet to the text of a query. It replaces
// another chosen value of the same field, and removes the condition if the
// facet is already chosen. The rest of the text stays as typed if possible.
func (f Facet) Toggle(text string, field Field) string {
	chosen := Fold(Chosen(text, field)) == Fold(f.Text)
	return replace(text, f.Query(field), !chosen, func(x Expr) bool { return isChoice(x, field) })
}

// ToggleFlag adds "is:word" to the text of a query, or removes it if the query requires
// it. All other conditions stay, other than with Facet.Toggle.
func ToggleFlag(text, word string) string {
	flag := Flag{Of: Is, Word: word}
	x, err := Parse(text)
	has := err == nil && slices.Contains(conjuncts(x), Expr(flag))
	return replace(text, flag.String(), !has, func(x Expr) bool { return x == Expr(flag) })
}

// replace removes conditions from the text of a query and adds another one.
func replace(text, query string, add bool, removed func(Expr) bool) string {
	x, err := Parse(text)
	if err != nil {
		return spaced(text, query)
	}
	wanted := slices.DeleteFunc(slices.Clone(conjuncts(x)), removed)
	typed := without(text, removed)
	if add {
		leaf, err := Parse(query)
		if err != nil {
			return text // no book has this value
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

// Chosen returns the value of a field that a query requires, in the form of
// Facet.Query. It returns the zero value if there is none.
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

// isChoice reports whether a condition has the form of a facet's condition on a
// field.
func isChoice(x Expr, field Field) bool {
	switch x := x.(type) {
	case Text:
		return x.In == field && x.Whole
	case Amount:
		return x.Of == field && x.Operator == "="
	case Flag:
		return x.Of == field && isProblem(x.Word)
	default:
		return false
	}
}

// choice returns the value in a facet's condition.
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

// without removes the words outside parentheses whose conditions are removed.
func without(text string, removed func(Expr) bool) string {
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
			if depth == 0 && x != nil && removed(x) {
				kept.WriteString(strings.TrimRight(string(l.text[from:t.column-1]), " "))
				from = t.end - 1
			}
		}
	}
	kept.WriteString(string(l.text[from:]))
	return strings.TrimSpace(kept.String())
}

// spaced joins two texts with a space if neither is empty.
func spaced(text, more string) string {
	return strings.TrimSpace(strings.TrimSpace(text) + " " + more)
}
