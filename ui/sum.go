package ui

import (
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/words"
)

// fewRows is the number of rows up to which what is selected is summed up at once:
// it costs a look at each. Of more it is done on another goroutine.
const fewRows = 4096

// sumSelection tells in the header what the selected books come to. It runs on the UI
// goroutine, after each change of the selection or the view.
func (w *Window) sumSelection() {
	v, n := w.rows.View(), w.selection.Len()
	if n < 2 {
		w.summed = sum{}
		w.header.pick("")
		return
	}
	switch {
	case n == v.Len():
		w.summed = sum{}
		w.header.pick(words.Selection(n, v.Shown))
	case v.Len() <= fewRows:
		w.summed = sum{}
		w.header.pick(words.Selection(n, view.TotalsOf(w.selection.Books())))
	case w.summed.of == v && w.summed.selection == w.selection.Changes():
	default:
		w.sumMany(v, n)
	}
}

// sum is what was last summed up on another goroutine, or is being.
type sum struct {
	of        *view.View
	selection uint64 // as it was then
}

// sumMany sums up many rows on another goroutine. Until it is done the header says
// how many there are.
func (w *Window) sumMany(v *view.View, n int) {
	if w.summed.selection != w.selection.Changes() {
		w.header.pick(words.Selection(n, view.Totals{}))
	}
	now := sum{v, w.selection.Changes()}
	w.summed = now
	selected := w.selection.IDs()
	w.work.Go(func() {
		books := make([]*book.Book, 0, n)
		for row := range v.Len() {
			b := v.At(row)
			if _, is := selected[b.ID]; is {
				books = append(books, b)
			}
		}
		total := view.TotalsOf(books)
		w.post(func() {
			if w.summed == now {
				w.header.pick(words.Selection(n, total))
			}
		})
	})
}
