package books

import (
	"slices"

	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/widgets"
)

// ViewMode is a way to show the books: as a table, as a grid of covers, or by series.
// All view modes show the same view and the same selection. UI goroutine only.
type ViewMode interface {
	fyne.CanvasObject
	fyne.Focusable

	InSight() []*book.Book      // the books in sight, from the top
	drawBook(id book.ID)        // redraws a book if it is in sight
	standAt(books []*book.Book) // scrolls to these books
	SelectNext()                // selects the next book, before the selected books are removed
	SelectAll()                 // selects all books that the view mode shows

	// belowCursor scrolls the cursor into sight, and returns where a menu for its book
	// opens, relative to the view mode. There must be a selected book.
	belowCursor() fyne.Position

	BookAt(p fyne.Position) *book.Book // the book at a position in the view mode, or nil
}

// rowed is a view mode with one place for each row.
type rowed interface {
	ensureVisible(row int) // scrolls no further than needed to show a row
	scrollToRow(row int)   // scrolls a row to the top, as far as possible
}

// focus gives a view mode the keyboard focus.
func focus(f ViewMode) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
}

// Waiting returns the IDs of the books in sight that have not been read yet.
func Waiting(f ViewMode) (ids []book.ID) {
	for _, b := range f.InSight() {
		if b.State == book.Found {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// SwitchMode shows another view mode at the same place: at the cursor if it was in sight
// or has no place among the series, else at the books at the top.
func SwitchMode(from, to ViewMode) {
	widgets.HideTip() // what it belongs to hears of no pointer any more
	books := PlaceOf(from)
	from.Hide()
	ShowAt(to, books)
}

// PlaceOf returns the books at which another view mode is shown instead of this one:
// those in sight, and a selected one that has no place among the series.
func PlaceOf(m ViewMode) []*book.Book {
	books := m.InSight()
	if s, is := m.(*Series); is {
		if b := s.selection.unshown(); b != nil {
			books = append(books, b)
		}
	}
	return books
}

// ShowAt shows a hidden view mode at these books.
func ShowAt(m ViewMode, books []*book.Book) {
	m.Show()
	m.standAt(books)
}

// standAt scrolls a view mode to these books.
func standAt(m rowed, s *Selection, books []*book.Book) {
	if len(books) == 0 {
		return
	}
	if row := s.view.IndexNear(books[0].ID, s.cursor); row >= 0 {
		m.scrollToRow(row)
	}
	if b := s.Book(); b != nil && contains(books, b.ID) {
		m.ensureVisible(s.cursor)
	}
}

// contains reports whether a book is among books.
func contains(books []*book.Book, id book.ID) bool {
	return slices.ContainsFunc(books, func(b *book.Book) bool { return b.ID == id })
}

// between returns the books in the rows from first up to last, without last.
func between(v *view.View, first, last int) []*book.Book {
	books := make([]*book.Book, 0, last-first)
	for row := first; row < last; row++ {
		books = append(books, v.At(row))
	}
	return books
}

// otherSearch reports whether two queries are different searches: the results of a new
// search are shown from the top.
func otherSearch(a, b view.Query) bool { return a.Text != b.Text || a.Folder != b.Folder }

// steady returns a row of an old view that must not move on the screen, and the same
// row in the view that is shown now: the row of the cursor if it was in sight, else the
// row at the top. A list at its top stays there: then, and if the row is gone, the two
// results are equal. A new search starts at the top. first, last and cursor are rows of
// the old view.
func steady(old, shown *view.View, first, last, cursor int) (from, to int, toTop bool) {
	row := first
	switch {
	case cursor >= first && cursor < last:
		row = cursor
	case otherSearch(shown.Query, old.Query):
		return 0, 0, true
	case first == 0:
		return 0, 0, false
	}
	if row < old.Len() {
		if to := shown.IndexNear(old.At(row).ID, row); to >= 0 {
			return row, to, false
		}
	}
	return row, row, false
}

// scrollBarRoom is the width of the scroll bar at the right while the pointer is over it,
// in pixels.
const scrollBarRoom = 10
