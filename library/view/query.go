package view

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

// Query selects rows and their order. The zero Query selects all rows, sorted
// by title.
type Query struct {
	Text   string    // parsed by Parse; empty finds all rows
	Folder string    // absolute path: only rows in it or below; empty is everywhere
	Hidden bool      // include hidden books; otherwise only if the text asks for them with "is:hidden"
	Sort   []Order   // from the most to the least important; ties are sorted by title
	Now    time.Time // the time from which ages in Text are counted back

	tree *tree // of Text, once parsed
}

// tree is a text and its parsed form.
type tree struct {
	text string
	Expr
	aged  bool // depends on Now
	reads bool // contains texts
}

// Check returns the query with its text parsed, so that it is parsed only once.
// The error is a *Mistake.
func (q Query) Check() (Query, error) {
	if q.tree != nil && q.tree.text == q.Text {
		return q, nil
	}
	x, err := Parse(q.Text)
	if err != nil {
		return q, err
	}
	aged := some(x, true, func(leaf Expr) bool {
		a, ok := leaf.(Amount)
		return ok && a.aged()
	})
	reads := some(x, true, func(leaf Expr) bool {
		_, ok := leaf.(Text)
		return ok
	})
	q.tree = &tree{q.Text, x, aged, reads}
	return q, nil
}

// Equal reports whether two queries are the same.
func (q Query) Equal(r Query) bool {
	return q.asks(r) && slices.Equal(q.Sort, r.Sort)
}

// asks reports whether two queries select the same rows, in any order.
func (q Query) asks(r Query) bool {
	return q.Text == r.Text && q.Folder == r.Folder && q.Hidden == r.Hidden && q.sameTime(r)
}

// sameTime reports whether ages have the same meaning in both queries, or
// neither has any.
func (q Query) sameTime(r Query) bool {
	return q.Now.Equal(r.Now) || q.tree != nil && !q.tree.aged
}

// conditions returns the conditions of a checked query except for its folder.
// All of them must hold.
func (q Query) conditions() []Expr {
	list := conjuncts(q.tree.Expr)
	if !q.FindsHidden() {
		list = append(slices.Clip(list), Not{Flag{Is, hiddenWord}})
	}
	return list
}

// FindsHidden reports whether the query, by Hidden or its text, can find hidden
// books. The query must come from a View or from Check.
func (q Query) FindsHidden() bool {
	return q.Hidden || some(q.tree.Expr, false, func(leaf Expr) bool { return leaf == Expr(Flag{Is, hiddenWord}) })
}

// AsksProblems reports whether the rows of a checked query or their order
// depend on problems.
func (q Query) AsksProblems() bool {
	if slices.ContainsFunc(q.Sort, func(o Order) bool { return o.Key == ByProblems }) {
		return true
	}
	return some(q.tree.Expr, true, func(leaf Expr) bool {
		f, ok := leaf.(Flag)
		return ok && f.Of == Is && (f.Word == problemWord || book.LintOf(f.Word) != 0)
	})
}

// narrows reports whether every row of q is certainly also a row of r, for the
// same snapshot. Both queries are checked.
func (q Query) narrows(r Query) bool {
	if !below(q.Folder, r.Folder) || !q.sameTime(r) {
		return false
	}
	now := q.conditions()
	for _, old := range r.conditions() {
		if !slices.ContainsFunc(now, func(x Expr) bool { return within(x, old) }) {
			return false
		}
	}
	return true
}

// below reports whether path is folder or lies below it. Everything lies below
// the empty folder.
func below(path, folder string) bool { return folder == "" || text.Within(path, folder) }

// everything reports whether a checked query finds all rows but the hidden ones.
func (q Query) everything() bool { return q.tree.Expr == nil && q.Folder == "" }
