package view

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

// Query says which rows are shown, and in which order. The zero Query shows
// all of them by title.
type Query struct {
	Text   string    // what Parse reads; empty finds all
	Folder string    // absolute path: only rows at or below it; empty is everywhere
	Hidden bool      // hidden books too; without it, only if the text asks for them with "is:hidden"
	Sort   []Order   // from the most to the least important; what it leaves equal goes by title
	Now    time.Time // what the ages in Text are counted back from

	tree *tree // of Text, once it is parsed
}

// tree is a text and what it says.
type tree struct {
	text string
	Expr
	aged  bool // it depends on Now
	reads bool // it has texts
}

// Check returns the query with its text parsed, so that this is done once. The
// error is a *Mistake.
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

// Equal reports whether both queries ask for the same.
func (q Query) Equal(r Query) bool {
	return q.asks(r) && slices.Equal(q.Sort, r.Sort)
}

// asks reports whether both queries ask for the same rows, in whatever order.
func (q Query) asks(r Query) bool {
	return q.Text == r.Text && q.Folder == r.Folder && q.Hidden == r.Hidden && q.sameTime(r)
}

// sameTime reports whether an age is the same in both queries, or there is none.
func (q Query) sameTime(r Query) bool {
	return q.Now.Equal(r.Now) || q.tree != nil && !q.tree.aged
}

// conditions are what a checked query asks of a book besides its folder; all
// must hold.
func (q Query) conditions() []Expr {
	list := conjuncts(q.tree.Expr)
	if !q.FindsHidden() {
		list = append(slices.Clip(list), Not{Flag{Is, hiddenWord}})
	}
	return list
}

// FindsHidden reports whether hidden books may be among the rows, as Hidden or the
// text asks for them. The query is that of a View, or of Check.
func (q Query) FindsHidden() bool {
	return q.Hidden || some(q.tree.Expr, false, func(leaf Expr) bool { return leaf == Expr(Flag{Is, hiddenWord}) })
}

// AsksProblems reports whether what a checked query shows, or in which order, is
// a matter of problems.
func (q Query) AsksProblems() bool {
	if slices.ContainsFunc(q.Sort, func(o Order) bool { return o.Key == ByProblems }) {
		return true
	}
	return some(q.tree.Expr, true, func(leaf Expr) bool {
		f, ok := leaf.(Flag)
		return ok && f.Of == Is && (f.Word == problemWord || book.LintOf(f.Word) != 0)
	})
}

// narrows reports whether every row q finds is among those that r finds in the
// same snapshot, as far as that is plain. Both are checked.
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
// the empty folder, which limits a query to nothing.
func below(path, folder string) bool { return folder == "" || text.Within(path, folder) }
