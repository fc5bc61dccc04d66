package ui

import (
	"image"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
)

// How the faces stand in the window.

// buildShelf makes the shelf over the table.
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
	w.shelf = s
}

// buildSeries makes the list by series over the table.
func (w *Window) buildSeries() {
	w.series = NewSeries(w.table)
	w.smallCovers(w.series.thumbs)
}

// smallCovers has thumbs fetch covers of the size of a row.
func (w *Window) smallCovers(t *thumbs) {
	t.wait = w.later
	t.atHand = func(b *book.Book) (*image.RGBA, bool) { return w.lib.CoverAtHand(b, library.SmallCover) }
	t.fetch = func(b *book.Book, done func(*image.RGBA)) func() { return w.fetchCover(b, library.SmallCover, done) }
}

// firstFace shows the face that the settings have.
func (w *Window) firstFace() {
	w.face = w.table
	if to := w.faceOf(w.settings.face()); to != w.face {
		w.face = to
		w.table.Hide()
		to.Show()
	}
}

// faceOf is the face with a name of the settings.
func (w *Window) faceOf(name string) face {
	switch name {
	case faceShelf:
		return w.shelf
	case faceSeries:
		return w.series
	default:
		return w.table
	}
}

// showFace shows the face with a name of the settings.
func (w *Window) showFace(name string) {
	from, to := w.face, w.faceOf(name)
	if to == from {
		return
	}
	w.face = to
	w.settings.SetString(prefFace, name)
	turn(from, to)
	w.table.settle() // a book that one of them does not have is not selected there
	w.newFrame()     // hides it again where there are no books
	if !w.covered() {
		w.Canvas().Focus(to)
	}
	w.SetMainMenu(w.mainMenu())
}

func (w *Window) faceItem(title, name string, key fyne.KeyName) *fyne.MenuItem {
	i := w.item(title, func() { w.showFace(name) }, ctrl(key))
	i.Checked = w.settings.face() == name
	return i
}

// showSeries shows the newest list by series. While another face is shown nobody
// looks, and it is not asked for.
func (w *Window) showSeries() {
	if w.face != face(w.series) {
		return
	}
	list := w.lib.Series()
	if w.rows.Length() == 0 {
		list = w.noSeries // what was there before would stand behind the words
	}
	if w.series.show(list) && !list.Of(nil) {
		w.log.Info("series_shown", "sections", len(list.Sections), "books", list.Len(), "gaps", list.Gaps, "alone", list.Alone)
	}
}

// noneInSeries reports whether the rows of a view are to be shown by their series
// and are known to have none.
func (w *Window) noneInSeries(v *view.View) bool {
	list := w.series.shown
	return w.face == face(w.series) && v.Len() > 0 && list.Of(v) && len(list.Sections) == 0
}
