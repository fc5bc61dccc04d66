package ui

import (
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/words"
)

// totals are what the selected books come to, shown in the header.
type totals struct {
	w      *Window
	header *header
	last   sum // of the selection
}

// fewRows is the number of rows up to which what is selected is summed up at once:
// it costs a look at each. Of more it is done on another goroutine.
const fewRows = 4096

// sumSelection tells in the header what the selected books come to. It runs on the UI
// goroutine, after each change of the selection or the view.
func (t *totals) sumSelection() {
	v, n := t.w.rows.View(), t.w.selection.Len()
	if n < 2 {
		t.last = sum{}
		t.header.pick("")
		return
	}
	switch {
	case n == v.Len():
		t.last = sum{}
		t.header.pick(words.Selection(n, v.Shown))
	case v.Len() <= fewRows:
		t.last = sum{}
		t.header.pick(words.Selection(n, view.TotalsOf(t.w.selection.Books())))
	case t.last.of == v && t.last.selection == t.w.selection.Changes():
	default:
		t.sumMany(v, n)
	}
}

// sum is what was last summed up on another goroutine, or is being.
type sum struct {
	of        *view.View
	selection uint64 // as it was then
}

// sumMany sums up many rows on another goroutine. Until it is done the header says
// how many there are.
func (t *totals) sumMany(v *view.View, n int) {
	if t.last.selection != t.w.selection.Changes() {
		t.header.pick(words.Selection(n, view.Totals{}))
	}
	now := sum{v, t.w.selection.Changes()}
	t.last = now
	selected := t.w.selection.IDs()
	t.w.tasks.work.Go(func() {
		books := make([]*book.Book, 0, n)
		for row := range v.Len() {
			b := v.At(row)
			if _, is := selected[b.ID]; is {
				books = append(books, b)
			}
		}
		total := view.TotalsOf(books)
		t.w.tasks.post(func() {
			if t.last == now {
				t.header.pick(words.Selection(n, total))
			}
		})
	})
}
