package books

import (
	"slices"

	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/library/view"
)

// ViewMode is one of the ways the rows are shown: as a table, as a shelf, by their
// series. All show the same View and the same selection, which is the table's.
type ViewMode interface {
	fyne.CanvasObject
	fyne.Focusable

	InSight() []*book.Book      // from the top
	drawBook(id book.ID)        // draws a book anew if it is in sight
	standAt(books []*book.Book) // scrolls to where these are in sight
	SelectNext()                // selects the next book, as those that are selected are about to go
	SelectAll()                 // selects all books that the face has

	BookAt(p fyne.Position) *book.Book // the one at a place of the face, nil for none
}

// rowed is a face that has a place for each row.
type rowed interface {
	ensureVisible(row int) // scrolls the least that brings a row into sight
	scrollToRow(row int)   // has a row at the top, as far as there are rows
}

// focus gives a face the keys.
func focus(f ViewMode) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
}

// Waiting returns the books in sight that wait for their probe.
func Waiting(f ViewMode) (ids []book.ID) {
	for _, b := range f.InSight() {
		if b.State == book.Found {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// SwitchMode shows another face where the one before stood: the cursor's book if it is
// in sight, else what is at the top.
func SwitchMode(from, to ViewMode) {
	books := from.InSight()
	from.Hide()
	to.Show()
	to.standAt(books)
}

// standAt scrolls a face with a place for each row to where books are in sight.
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

// between are the books in some rows of a view: from first to before last.
func between(v *view.View, first, last int) []*book.Book {
	books := make([]*book.Book, 0, last-first)
	for row := first; row < last; row++ {
		books = append(books, v.At(row))
	}
	return books
}

// otherSearch reports whether views with these queries are of other searches: a
// new one is looked at from its top.
func otherSearch(a, b view.Query) bool { return a.Text != b.Text || a.Folder != b.Folder }

// scrollBarRoom is the room at the right for the scroll bar, pixels.
const scrollBarRoom = 8
