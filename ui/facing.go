package ui

import (
	"image"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
)

// How the table and the shelf stand in the window.

// buildShelf makes the shelf over the table, and shows the one of them that the
// settings have.
func (w *Window) buildShelf() {
	s := NewShelf(w.table)
	s.thumbs.wait = w.later
	s.thumbs.atHand = func(b *book.Book) (*image.RGBA, bool) {
		return s.atHand(b, func(b *book.Book) (*image.RGBA, bool) { return w.lib.CoverAtHand(b, library.LargeCover) })
	}
	s.thumbs.fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		return w.fetchCover(b, library.LargeCover, func(m *image.RGBA) {
			if m != nil {
				s.keep(b, m)
			}
			done(m)
		})
	}
	w.shelf, w.face = s, w.table
	if w.settings.Bool(prefShelf) {
		w.table.Hide()
		s.Show()
		w.face = s
	}
}

// showFace shows the table or the shelf.
func (w *Window) showFace(shelf bool) {
	to := face(w.table)
	if shelf {
		to = w.shelf
	}
	if to == w.face {
		return
	}
	from := w.face
	w.face = to
	w.settings.SetBool(prefShelf, shelf)
	turn(from, to, w.table.cursor)
	w.newFrame() // hides it again where there are no books
	if !w.covered() {
		w.Canvas().Focus(to)
	}
	w.SetMainMenu(w.mainMenu())
}

func (w *Window) faceItem(title string, shelf bool, key fyne.KeyName) *fyne.MenuItem {
	i := w.item(title, func() { w.showFace(shelf) }, ctrl(key))
	i.Checked = w.settings.Bool(prefShelf) == shelf
	return i
}
