package ui

import (
	"image"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/keys"
)

// How the faces stand in the window.

// buildGrid makes the shelf over the table.
func (w *Window) buildGrid() {
	s := books.NewGrid(w.input)
	s.Thumbs.Wait = w.later
	s.Thumbs.AtHand = func(b *book.Book) (*image.RGBA, bool) {
		return s.CoverAtHand(b, func(b *book.Book) (*image.RGBA, bool) { return w.lib.CoverAtHand(b, library.LargeCover) })
	}
	s.Thumbs.Fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		return w.fetchCover(b, library.LargeCover, func(m *image.RGBA) {
			if m != nil {
				s.KeepCover(b, m)
			}
			done(m)
		})
	}
	w.grid = s
}

// buildSeries makes the list by series over the table.
func (w *Window) buildSeries() {
	w.series = books.NewSeries(w.input)
	w.smallCovers(w.series.Thumbs)
}

// smallCovers has thumbs fetch covers of the size of a row.
func (w *Window) smallCovers(t *books.Thumbs) {
	t.Wait = w.later
	t.AtHand = func(b *book.Book) (*image.RGBA, bool) { return w.lib.CoverAtHand(b, library.SmallCover) }
	t.Fetch = func(b *book.Book, done func(*image.RGBA)) func() { return w.fetchCover(b, library.SmallCover, done) }
}

// firstViewMode shows the face that the settings have.
func (w *Window) firstViewMode() {
	w.mode = w.table
	if to := w.viewModeOf(w.settings.viewMode()); to != w.mode {
		w.mode = to
		w.table.Hide()
		to.Show()
	}
}

// viewModeOf is the face with a name of the settings.
func (w *Window) viewModeOf(name string) books.ViewMode {
	switch name {
	case modeGrid:
		return w.grid
	case modeSeries:
		return w.series
	default:
		return w.table
	}
}

// setViewMode shows the face with a name of the settings.
func (w *Window) setViewMode(name string) {
	from, to := w.mode, w.viewModeOf(name)
	if to == from {
		return
	}
	w.mode = to
	w.settings.SetString(prefViewMode, name)
	books.SwitchMode(from, to)
	w.selection.Changed() // a book that one of them does not have is not selected there
	w.newFrame()          // hides it again where there are no books
	if !w.covered() {
		w.Canvas().Focus(to)
	}
	w.SetMainMenu(w.mainMenu())
}

func (w *Window) viewModeItem(title, name string, key fyne.KeyName) *fyne.MenuItem {
	i := w.item(title, func() { w.setViewMode(name) }, keys.Ctrl(key))
	i.Checked = w.settings.viewMode() == name
	return i
}

// showSeries shows the newest list by series. While another face is shown nobody
// looks, and it is not asked for.
func (w *Window) showSeries() {
	if w.mode != books.ViewMode(w.series) {
		return
	}
	list := w.lib.Series()
	if w.rows.Length() == 0 {
		list = w.noSeries // what was there before would stand behind the words
	}
	if w.series.SetList(list) && !list.Of(nil) {
		w.log.Info("series_shown", "sections", len(list.Sections), "books", list.Len(), "gaps", list.Gaps, "alone", list.Alone)
	}
}

// noneInSeries reports whether the rows of a view are to be shown by their series
// and are known to have none.
func (w *Window) noneInSeries(v *view.View) bool {
	list := w.series.List
	return w.mode == books.ViewMode(w.series) && v.Len() > 0 && list.Of(v) && len(list.Sections) == 0
}
