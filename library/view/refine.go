package view

import (
	"slices"
	"strings"
	"time"
)

// Toggle makes a facet the only chosen value of a field in the text of a query. If it is
// the only one already, Toggle removes it. The rest of the text stays as typed if
// possible.
func (f Facet) Toggle(text string, field Field) string {
	if chosen := Chosen(text, field); len(chosen) == 1 && Fold(chosen[0]) == Fold(f.Text) {
		return Choose(text, field)
	}
	return Choose(text, field, f.Text)
}

// ToggleAmong adds a facet to the chosen values of a field in the text of a query, or
// removes it from them.
func (f Facet) ToggleAmong(text string, field Field) string {
	chosen := Chosen(text, field)
	if kept := slices.DeleteFunc(slices.Clone(chosen), func(v string) bool { return Fold(v) == Fold(f.Text) }); len(kept) < len(chosen) {
		return Choose(text, field, kept...)
	}
	return Choose(text, field, append(chosen, f.Text)...)
}

// Choose makes a query ask for books with any of these values of a field, in place of the
// values that it asks for now. Without values, it removes them. No query asks for a value
// of blanks or of an accent alone: Choose leaves it out.
func Choose(text string, field Field, values ...string) string {
	var queries []string
	for _, v := range values {
		if !blank(Fold(v)) {
			queries = append(queries, Facet{Text: v}.Query(field))
		}
	}
	if len(queries) == 0 && len(values) > 0 {
		return text
	}
	query := strings.Join(queries, " "+orWord+" ")
	if len(queries) > 1 {
		query = "(" + query + ")"
	}
	return replace(text, query, len(queries) > 0, func(x Expr) bool { return isChoice(x, field) })
}

// Term is a condition of a query that must hold, or one of the values of a field of which
// one must hold.
type Term struct {
	Expr
	Among Or // the values, among them this one; nil for a condition that must hold
}

// Further reports whether the term is a value after the first one of its field.
func (t Term) Further() bool { return t.Among != nil && t.Expr != t.Among[0] }

// Terms returns the terms of a query in their order, nil if the text is not a query.
func Terms(text string) (list []Term) {
	x, err := Parse(text)
	if err != nil {
		return nil
	}
	for _, x := range conjuncts(x) {
		values, isOr := x.(Or)
		if !isOr || !slices.ContainsFunc(facetFields[:], func(f Field) bool { return isChoice(x, f) }) {
			list = append(list, Term{x, nil})
			continue
		}
		for _, y := range values {
			list = append(list, Term{y, values})
		}
	}
	return list
}

// Without removes a term of a query from its text.
func Without(text string, term Term) string {
	if term.Among == nil {
		return replace(text, "", false, func(x Expr) bool { return equal(x, term.Expr) })
	}
	rest := one(slices.DeleteFunc(slices.Clone(term.Among), func(x Expr) bool { return equal(x, term.Expr) }))
	query := ""
	if rest != nil {
		query = rest.String()
	}
	if _, several := rest.(Or); several {
		query = "(" + query + ")"
	}
	return replace(text, query, rest != nil, func(x Expr) bool { return equal(x, term.Among) })
}

// ToggleFlag adds "is:word" to the text of a query, or removes it if the query requires
// it. All other conditions stay, other than with Facet.Toggle.
func ToggleFlag(text, word string) string {
	flag := Flag{Of: Is, Word: word}
	x, err := Parse(text)
	has := err == nil && slices.Contains(conjuncts(x), Expr(flag))
	return replace(text, flag.String(), !has, func(x Expr) bool { return x == Expr(flag) })
}

// Narrow adds a condition to the text of a query, or removes it if the query requires it
// already. Other than Facet.Toggle, it keeps the values of the same field that the query
// asks for: the result has the books of the query that meet the condition. It drops
// conditions that follow from the new one.
func Narrow(text, condition string) string {
	x, err := Parse(condition)
	if err != nil || x == nil {
		return text
	}
	now, err := Parse(text)
	if err == nil && slices.ContainsFunc(conjuncts(now), func(y Expr) bool { return sameTerm(x, y) }) {
		return replace(text, "", false, func(y Expr) bool { return sameTerm(x, y) })
	}
	return replace(text, condition, true, func(y Expr) bool { return implies(x, y) })
}

// sameTerm reports whether two conditions are the same, except for the case and the accents
// of whole values.
func sameTerm(x, y Expr) bool {
	s, ok := x.(Text)
	t, is := y.(Text)
	return equal(x, y) || ok && is && s.In == t.In && s.Whole && t.Whole && Fold(s.Text) == Fold(t.Text)
}

// implies reports whether a book that meets x also meets y because y is an alternative to
// x or a wider range.
func implies(x, y Expr) bool {
	switch y := y.(type) {
	case Or:
		return slices.ContainsFunc(y, func(z Expr) bool { return sameTerm(x, z) })
	case Amount:
		a, is := x.(Amount)
		if !is || a.Of != y.Of || a.aged() || y.aged() {
			return false
		}
		low, high := a.bounds(time.Time{})
		least, most := y.bounds(time.Time{})
		return least <= low && high <= most
	default:
		return false
	}
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

// Chosen returns the values of a field that a query asks for in the form of Choose.
func Chosen(text string, field Field) (values []string) {
	for _, x := range Terms(text) {
		if isChoice(x.Expr, field) {
			values = append(values, choice(x.Expr))
		}
	}
	return values
}

// isChoice reports whether a condition has the form of Choose for a field.
func isChoice(x Expr, field Field) bool {
	switch x := x.(type) {
	case Text:
		return x.In == field && x.Whole
	case Amount:
		return x.Of == field && x.Operator == "="
	case Flag:
		return x.Of == field && isProblem(x.Word)
	case Or:
		return !slices.ContainsFunc(x, func(y Expr) bool { return !isChoice(y, field) })
	default:
		return false
	}
}

// choice returns the value in a condition in the form of Facet.Query.
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

// without removes the words and groups whose conditions are removed.
func without(text string, removed func(Expr) bool) string {
	l := newLexer(text)
	var kept strings.Builder
	from, depth, first := 0, 0, 0
	for t := l.next(); t.kind != endToken; t = l.next() {
		if depth == 0 {
			first = t.column - 1
		}
		switch t.kind {
		case openToken:
			depth++
		case closeToken:
			depth--
		}
		if depth != 0 || t.kind == orToken {
			continue
		}
		if x, _ := Parse(string(l.text[first : t.end-1])); x != nil && removed(x) {
			kept.WriteString(strings.TrimRight(string(l.text[from:first]), " "))
			from = t.end - 1
		}
	}
	kept.WriteString(string(l.text[from:]))
	return strings.TrimSpace(kept.String())
}

// spaced joins two texts with a space if neither is empty.
func spaced(text, more string) string {
	return strings.TrimSpace(strings.TrimSpace(text) + " " + more)
}
