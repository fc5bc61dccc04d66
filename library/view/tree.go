package view

import (
	"slices"
	"strings"
)

// Expr is a query as a tree: an And, Or, Not, Text, Amount or Flag. nil matches
// everything. String returns a query that Parse turns into an equal tree.
type Expr interface{ String() string }

// And matches if all conditions do. It has at least two, none of them an And.
type And []Expr

// Or matches if any condition does. It has at least two, none of them an Or.
type Or []Expr

// Not negates a condition that is not itself a Not.
type Not struct{ Expr }

// Text matches a word or phrase in a field.
type Text struct {
	In    Field // a field of text, or Anywhere
	Text  string
	Whole bool // matches only a whole value
}

// Amount compares a field with one amount or two.
type Amount struct {
	Of        Field  // a field of amounts
	Operator  string // "=", ">", ">=", "<", "<=" or ".."
	Low, High string // folded, without spaces; High only for "..", where one of the two can be empty
}

// Flag matches a property of a book.
type Flag struct {
	Of   Field // Is or Has
	Word string
}

func (e And) String() string {
	parts := make([]string, len(e))
	for i, x := range e {
		parts[i] = x.String()
		if _, isOr := x.(Or); isOr {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " ")
}

func (e Or) String() string {
	parts := make([]string, len(e))
	for i, x := range e {
		parts[i] = x.String()
	}
	return strings.Join(parts, " "+orWord+" ")
}

func (e Not) String() string {
	switch x := e.Expr.(type) {
	case And, Or:
		return "-(" + x.String() + ")"
	case Flag:
		if x.Of == Has {
			return No.String() + ":" + x.Word
		}
	}
	return "-" + e.Expr.String()
}

func (e Text) String() string {
	prefix := ""
	if e.In != Anywhere {
		prefix = e.In.String() + ":"
	}
	if e.Whole {
		prefix += "="
	}
	return quote(prefix, e.Text)
}

func (e Amount) String() string {
	switch e.Operator {
	case "=":
		return e.Of.String() + ":" + e.Low
	case between:
		return e.Of.String() + ":" + e.Low + between + e.High
	default:
		return e.Of.String() + ":" + e.Operator + e.Low
	}
}

// between separates the ends of a range.
const between = ".."

func (e Flag) String() string { return e.Of.String() + ":" + e.Word }

// all returns the And of conditions; a single condition by itself, nil for
// none.
func all(list []Expr) Expr { return flat[And](list) }

// one returns the Or of conditions; a single condition by itself, nil for none.
func one(list []Expr) Expr { return flat[Or](list) }

// flat combines conditions to one T, and merges every T among them into it.
func flat[T interface {
	~[]Expr
	Expr
}](list []Expr) Expr {
	var flat T
	for _, x := range list {
		if inner, ok := x.(T); ok {
			flat = append(flat, inner...)
		} else {
			flat = append(flat, x)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	default:
		return flat
	}
}

// not negates a condition; nil stays nil.
func not(x Expr) Expr {
	switch x := x.(type) {
	case nil:
		return nil
	case Not:
		return x.Expr
	default:
		return Not{x}
	}
}

// conjuncts returns the conditions that must all hold.
func conjuncts(x Expr) []Expr {
	switch x := x.(type) {
	case nil:
		return nil
	case And:
		return x
	default:
		return []Expr{x}
	}
}

// some reports whether a leaf of the tree passes the test. It skips leaves
// under a Not unless under is true.
func some(x Expr, under bool, test func(Expr) bool) bool {
	switch x := x.(type) {
	case nil:
		return false
	case And:
		for _, y := range x {
			if some(y, under, test) {
				return true
			}
		}
		return false
	case Or:
		for _, y := range x {
			if some(y, under, test) {
				return true
			}
		}
		return false
	case Not:
		return under && some(x.Expr, under, test)
	default:
		return test(x)
	}
}

// equal reports whether two trees have the same text.
func equal(a, b Expr) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.String() == b.String()
}

// within reports whether every book that matches a certainly matches b: either
// they are equal, or b's text is a part of a's.
func within(a, b Expr) bool {
	s, isText := a.(Text)
	t, ok := b.(Text)
	if isText && ok && s.In == t.In && s.In != Language && !t.Whole { // "ge" finds less than "ger", which is German
		all := sought(t.Text)
		return !slices.ContainsFunc(sought(s.Text), func(form string) bool { return !holdsAny(form, all) })
	}
	return equal(a, b)
}
