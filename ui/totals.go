package ui

import (
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/words"
)

// totals are the length and size of the selected books, in the status line.
type totals struct {
	w    *Window
	line *statusLine
	last selectionState // of the last sum that a task made or is making
}

// fewRows is the most rows whose selection is summed up at once, which visits each row.
// For more rows a task does it.
const fewRows = 4096

// sumSelection shows the totals of the selected books. It is called on the UI goroutine
// after each change of the selection or the view.
func (t *totals) sumSelection() {
	v, n := t.w.rows.View(), t.w.selection.Len()
	if n < 2 {
		t.last = selectionState{}
		t.line.pick("")
		return
	}
	switch {
	case n == v.Len():
		t.last = selectionState{}
		t.line.pick(words.Selection(n, v.Shown))
	case v.Len() <= fewRows:
		t.last = selectionState{}
		t.line.pick(words.Selection(n, view.TotalsOf(t.w.selection.Books())))
	case t.last.of == v && t.last.selection == t.w.selection.Changes():
	default:
		t.sumMany(v, n)
	}
}

// selectionState stands for the selected books of a view: while it is the same, so are they.
type selectionState struct {
	of        *view.View
	selection uint64 // Selection.Changes
}

// sumMany sums up many rows in a task. Until it is done, the status line shows only the
// number of selected rows.
func (t *totals) sumMany(v *view.View, n int) {
	if t.last.selection != t.w.selection.Changes() {
		t.line.pick(words.Selection(n, view.Totals{}))
	}
	now := selectionState{v, t.w.selection.Changes()}
	t.last = now
	selected := t.w.selection.IDs()
	t.w.tasks.work.Go(func() {
		total := view.TotalsOf(selectedIn(v, selected))
		t.w.tasks.post(func() {
			if t.last == now {
				t.line.pick(words.Selection(n, total))
			}
		})
	})
}

// selectedIn returns the books of a view that have one of these IDs.
func selectedIn(v *view.View, ids map[book.ID]struct{}) []*book.Book {
	books := make([]*book.Book, 0, len(ids))
	for row := range v.Len() {
		b := v.At(row)
		if _, is := ids[b.ID]; is {
			books = append(books, b)
		}
	}
	return books
}
