package ui

import (
	"context"
	"errors"
	"image"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
)

// viewModes are the table, the grid and the series. One of them is shown.
type viewModes struct {
	w        *Window
	input    *books.Input
	table    *books.Table
	grid     *books.Grid
	series   *books.Series
	noSeries *view.SeriesList // an empty one
	mode     books.ViewMode   // the view mode that is shown
}

// fetchCover gets a cover and calls done on the UI goroutine, with nil if the book has
// none. stop prevents the call.
func (vm *viewModes) fetchCover(b *book.Book, size library.CoverSize, done func(*image.RGBA)) (stop func()) {
	return vm.fetch(b, func(ctx context.Context) (*image.RGBA, error) { return vm.w.lib.Cover(ctx, b, size) }, done)
}

// fetch is like fetchCover, but calls get for the cover.
func (vm *viewModes) fetch(b *book.Book, get func(context.Context) (*image.RGBA, error), done func(*image.RGBA)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	vm.w.tasks.work.Go(func() {
		m, err := get(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil && library.HasCover(b) && !errors.Is(err, context.Canceled) {
			vm.w.log.Info("cover_refused", "path", b.Path, "reason", err.Error())
		}
		vm.w.tasks.post(func() {
			if ctx.Err() == nil {
				done(m)
			}
		})
	})
	return cancel
}

// placeThumbs shows or hides the covers in the rows of the table, as the settings say.
func (vm *viewModes) placeThumbs() {
	if t := vm.table.Thumbs; t != nil {
		t.End()
		vm.table.Thumbs = nil
	}
	if !vm.w.settings.thumbs() {
		return
	}
	t := books.NewThumbs(vm.table)
	vm.smallCovers(t)
	vm.table.Thumbs = t
}

func (vm *viewModes) toggleThumbs() {
	vm.w.settings.SetBool(prefThumbs, !vm.w.settings.thumbs())
	vm.placeThumbs()
	vm.table.Refresh()
	vm.w.menus.refresh()
}

// buildGrid makes the grid.
func (vm *viewModes) buildGrid() {
	s := books.NewGrid(vm.input)
	s.Thumbs.Wait = vm.w.tasks.later
	s.Thumbs.AtHand = func(b *book.Book) (*image.RGBA, bool) {
		return s.Covers.AtHand(b, func(b *book.Book) (*image.RGBA, bool) { return vm.w.lib.CoverAtHand(b, library.LargeCover) })
	}
	s.Thumbs.Fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		return vm.fetchCover(b, library.LargeCover, func(m *image.RGBA) {
			if m != nil {
				s.Covers.Keep(b, m)
			}
			done(m)
		})
	}
	s.SetCoverSize(vm.w.settings.coverSize())
	s.OnCoverSize = vm.keepCoverSize
	vm.grid = s
}

func (vm *viewModes) keepCoverSize(side int) {
	vm.w.settings.SetInt(prefCoverSize, side)
	vm.w.menus.refresh()
}

// coverSizeItem returns the View ▸ Cover size submenu.
func (vm *viewModes) coverSizeItem() *fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, size := range []struct {
		title string
		side  int
	}{{"Small", books.LeastCover}, {"Normal", books.UsualCover}, {"Large", 200}, {"Very large", books.MostCover}} {
		i := fyne.NewMenuItem(size.title, func() {
			vm.grid.SetCoverSize(size.side)
			vm.keepCoverSize(size.side)
		})
		i.Checked = vm.w.settings.coverSize() == size.side
		items = append(items, i)
	}
	i := fyne.NewMenuItem("Cover size", nil)
	i.ChildMenu = fyne.NewMenu("", items...)
	return i
}

// buildSeries makes the list by series.
func (vm *viewModes) buildSeries() {
	vm.series = books.NewSeries(vm.input)
	vm.smallCovers(vm.series.Thumbs)
}

// smallCovers makes thumbs fetch covers of the size of a table row.
func (vm *viewModes) smallCovers(t *books.Thumbs) {
	t.Wait = vm.w.tasks.later
	t.AtHand = func(b *book.Book) (*image.RGBA, bool) { return vm.w.lib.CoverAtHand(b, library.SmallCover) }
	t.Fetch = func(b *book.Book, done func(*image.RGBA)) func() { return vm.fetchCover(b, library.SmallCover, done) }
}

// first shows the view mode of the last session.
func (vm *viewModes) first() {
	vm.mode = vm.table
	if to := vm.named(vm.w.settings.viewMode()); to != vm.mode {
		vm.mode = to
		vm.table.Hide()
		to.Show()
	}
}

// coverStep is the change of the cover size for one step of zoom, in pixels.
const coverStep = 20

// zoom makes the rows of the table or the covers on the shelf larger for 1, smaller for
// -1, or normal for 0. The list by series has only one size.
func (vm *viewModes) zoom(step int) {
	switch vm.mode {
	case books.ViewMode(vm.table):
		at := densities.index(vm.w.settings.density()) + step
		if step == 0 {
			at = densities.index(books.Normal)
		}
		vm.w.columns.setDensity(densities[max(0, min(at, len(densities)-1))].value)
	case books.ViewMode(vm.grid):
		side := vm.grid.CoverSize() + step*coverStep
		if step == 0 {
			side = books.UsualCover
		}
		side = max(books.LeastCover, min(side, books.MostCover))
		vm.grid.SetCoverSize(side)
		vm.keepCoverSize(side)
	}
}

// named is the view mode with a name from the settings.
func (vm *viewModes) named(name string) books.ViewMode {
	switch name {
	case modeGrid:
		return vm.grid
	case modeSeries:
		return vm.series
	default:
		return vm.table
	}
}

// name returns the name of the view mode that is shown.
func (vm *viewModes) name() string {
	switch vm.mode {
	case books.ViewMode(vm.grid):
		return modeGrid
	case books.ViewMode(vm.series):
		return modeSeries
	default:
		return modeTable
	}
}

// set shows the view mode with a name from the settings, and saves the choice unless it
// belongs to a saved view.
func (vm *viewModes) set(name string) {
	if name == vm.name() {
		return
	}
	vm.w.visits.keep() // the text that was typed just now
	if vm.w.searching.saved.open == "" {
		vm.w.settings.SetString(prefViewMode, name)
	}
	vm.show(name)
	if !vm.w.dialogs.covered() {
		vm.w.Canvas().Focus(vm.mode)
	}
	vm.w.visits.keep()
}

// show shows the view mode with a name from the settings.
func (vm *viewModes) show(name string) {
	from, to := vm.mode, vm.named(name)
	if to == from {
		return
	}
	vm.mode = to
	books.SwitchMode(from, to)
	vm.w.selection.Changed() // a view mode may not show all selected books
	vm.w.newFrame()          // hides the view mode again if there are no books, and moves the focus from the other one
	vm.w.menus.refresh()
}

// showSeries shows the newest list by series. The library makes none while another view
// mode is shown.
func (vm *viewModes) showSeries() {
	if vm.mode != books.ViewMode(vm.series) {
		return
	}
	list := vm.w.lib.Series()
	if vm.w.rows.Length() == 0 {
		list = vm.noSeries // else the old list would stay visible behind the text
	}
	if vm.series.SetList(list) && !list.Of(nil) {
		vm.w.log.Info("series_shown", "sections", len(list.Sections), "books", list.Len(), "gaps", list.Gaps, "alone", list.Alone)
	}
}

// noneInSeries reports whether the books are shown by series and are known to have no
// series.
func (vm *viewModes) noneInSeries(v *view.View) bool {
	list := vm.series.List
	return vm.mode == books.ViewMode(vm.series) && v.Len() > 0 && list.Of(v) && len(list.Sections) == 0
}
