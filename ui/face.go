package ui

import (
	"fyne.io/fyne/v2"

	"lectern/library/book"
)

// face is one of the ways the rows are shown: as a table or as a shelf. Both
// show the same View and the same selection, which is the table's.
type face interface {
	fyne.CanvasObject
	fyne.Focusable

	visible() (first, last int) // the rows in sight: first, and one past the last
	at(row int) *book.Book
	drawBook(id book.ID)   // draws a book anew if it is in sight
	ensureVisible(row int) // scrolls the least that brings a row into sight
	scrollToRow(row int)   // has a row at the top, as far as there are rows
}

// waiting returns the books in sight that wait for their probe.
func waiting(f face) (ids []book.ID) {
	first, last := f.visible()
	for row := first; row < last; row++ {
		if b := f.at(row); b.State == book.Found {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// turn shows another face where the one before stood: the cursor's row if it is
// in sight, else what is at the top.
func turn(from, to face, cursor int) {
	first, last := from.visible()
	from.Hide()
	to.Show()
	to.scrollToRow(first)
	if cursor >= first && cursor < last {
		to.ensureVisible(cursor)
	}
}
