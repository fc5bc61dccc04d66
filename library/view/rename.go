package view

import (
	"slices"
	"strings"
)

// Rename replaces a value of a field in the text of a query, wherever the query asks for
// exactly this value. The rest of the text stays as typed if possible.
func Rename(text string, field Field, from, to string) string {
	x, err := Parse(text)
	if err != nil {
		return text
	}
	was := Fold(from)
	renamed := func(leaf Expr) Expr {
		if t, isText := leaf.(Text); isText && t.In == field && t.Whole && Fold(t.Text) == was {
			t.Text = to
			return t
		}
		return leaf
	}
	want := mapped(x, renamed)
	if equal(want, x) {
		return text
	}
	l := newLexer(text)
	var typed strings.Builder
	done := 0
	for t := l.next(); t.kind != endToken; t = l.next() {
		if t.kind != valueToken {
			continue
		}
		if leaf, err := Parse(string(l.text[t.column-1 : t.end-1])); err == nil {
			if y := mapped(leaf, renamed); !equal(y, leaf) {
				typed.WriteString(string(l.text[done:t.column-1]) + y.String())
				done = t.end - 1
			}
		}
	}
	typed.WriteString(string(l.text[done:]))
	if got, err := Parse(typed.String()); err == nil && equal(got, want) {
		return typed.String()
	}
	return want.String()
}

// mapped returns a tree with other leaves, each condition once.
func mapped(x Expr, leaf func(Expr) Expr) Expr {
	each := func(list []Expr) (all []Expr) {
		for _, y := range list {
			if y = mapped(y, leaf); !slices.ContainsFunc(all, func(z Expr) bool { return equal(y, z) }) {
				all = append(all, y)
			}
		}
		return all
	}
	switch x := x.(type) {
	case nil:
		return nil
	case And:
		return all(each(x))
	case Or:
		return one(each(x))
	case Not:
		return not(mapped(x.Expr, leaf))
	default:
		return leaf(x)
	}
}
