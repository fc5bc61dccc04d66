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
	"lectern/ui/i18n"
	"lectern/ui/statistics"
	"lectern/ui/widgets"
)

// viewModes are the table, the grid and the series. One of them is shown, or the statistics
// in its place.
type viewModes struct {
	w        *Window
	input    *books.Input
	table    *books.Table
	grid     *books.Grid
	series   *books.Series
	noSeries *view.SeriesList // an empty one
	noSums   *view.Statistics // of no books
	mode     books.ViewMode   // the view mode that is shown, or that the statistics cover

	statistics *statistics.Page
	summed     bool         // the statistics are shown
	covered    []*book.Book // the place of the view mode when the statistics covered it, see books.PlaceOf
}

// front is a view mode or the statistics: what is shown and gets the keys.
type front interface {
	fyne.CanvasObject
	fyne.Focusable
}

// front returns what is shown.
func (vm *viewModes) front() front {
	if vm.summed {
		return vm.statistics
	}
	return vm.mode
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
	}{{i18n.Text("Small"), books.LeastCover}, {i18n.Text("Normal"), books.UsualCover}, {i18n.Text("Large"), 200}, {i18n.Text("Very large"), books.MostCover}} {
		i := fyne.NewMenuItem(size.title, func() {
			vm.grid.SetCoverSize(size.side)
			vm.keepCoverSize(size.side)
		})
		i.Checked = vm.w.settings.coverSize() == size.side
		items = append(items, i)
	}
	return newSubmenu(i18n.Text("Cover size"), items...)
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

// buildStatistics makes the page of statistics.
func (vm *viewModes) buildStatistics() {
	p := statistics.New()
	p.OnBar = vm.w.searching.chooseBar
	p.OnBook = vm.showBook
	p.OnOrder = vm.showGreatest
	p.OnEscape, p.OnKey = vm.w.searching.escape, vm.w.typedKey
	vm.statistics = p
}

// showBook selects a book in the view mode that the statistics cover, or in the table if
// the book is in no series.
func (vm *viewModes) showBook(b *book.Book) {
	name := modeTable
	if vm.mode == books.ViewMode(vm.grid) {
		name = modeGrid
	}
	vm.set(name)
	if row := vm.w.rows.View().IndexNear(b.ID, 0); row >= 0 {
		vm.w.selection.Select(row)
	}
}

// showGreatest shows the table in an order from the greatest, at its top.
func (vm *viewModes) showGreatest(key view.Key) {
	vm.set(modeTable)
	vm.w.selection.None() // the table would keep the selected book in sight
	vm.table.ScrollToTop()
	vm.w.searching.sortAs([]view.Order{{Key: key, Desc: true}})
}

// showStatistics shows the newest statistics. The library makes none while another page is
// shown.
func (vm *viewModes) showStatistics() {
	if !vm.summed {
		return
	}
	s := vm.w.lib.Statistics()
	if vm.w.rows.Length() == 0 {
		s = vm.noSums // else the old ones would stay visible behind the text
	}
	if vm.statistics.Set(s, vm.w.settings.everyFile()) && !s.Of(nil) {
		vm.w.log.Info("statistics_shown", "books", s.Books, "groups", len(s.Groups))
	}
}

// zoom makes the rows of the table or the covers on the shelf larger for 1, smaller for
// -1, or normal for 0. The list by series has only one size.
func (vm *viewModes) zoom(step int) {
	switch vm.front() {
	case front(vm.table):
		at := densities.index(vm.w.settings.density()) + step
		if step == 0 {
			at = densities.index(books.Normal)
		}
		vm.w.columns.setDensity(densities[max(0, min(at, len(densities)-1))].value)
	case front(vm.grid):
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

// name returns the name of the view mode or of the statistics, whichever is shown.
func (vm *viewModes) name() string {
	if vm.summed {
		return modeStatistics
	}
	switch vm.mode {
	case books.ViewMode(vm.grid):
		return modeGrid
	case books.ViewMode(vm.series):
		return modeSeries
	default:
		return modeTable
	}
}

// set shows the view mode with a name from the settings, or the statistics. It saves the
// choice of a view mode unless it belongs to a saved view.
func (vm *viewModes) set(name string) {
	if name == vm.name() {
		return
	}
	vm.w.navigation.keep() // the text that was typed just now
	if name != modeStatistics && vm.w.searching.saved.open == "" {
		vm.w.settings.SetString(prefViewMode, name)
	}
	vm.show(name)
	if !vm.w.dialogs.covered() {
		vm.w.Canvas().Focus(vm.front())
	}
	vm.w.navigation.keep()
}

// show shows the view mode with a name from the settings, or the statistics.
func (vm *viewModes) show(name string) {
	if name == vm.name() {
		return
	}
	from, to := vm.mode, vm.named(name)
	switch {
	case name == modeStatistics:
		widgets.HideTip()
		vm.summed, vm.covered = true, books.PlaceOf(from)
		from.Hide()
		vm.statistics.Show()
	case vm.summed:
		widgets.HideTip()
		vm.statistics.Hide()
		vm.summed, vm.mode = false, to
		books.ShowAt(to, vm.covered)
	default:
		vm.mode = to
		books.SwitchMode(from, to)
	}
	vm.w.selection.Changed() // a view mode may not show all selected books
	vm.w.newFrame()          // hides the view mode again if there are no books, and moves the focus from the other one
	vm.w.menus.refresh()
}

// selectAll selects all books of the view mode that is shown. The statistics show no
// selection.
func (vm *viewModes) selectAll() {
	if !vm.summed {
		vm.mode.SelectAll()
	}
}

// showSeries shows the newest list by series. The library makes none while another view
// mode is shown.
func (vm *viewModes) showSeries() {
	if vm.front() != front(vm.series) {
		return
	}
	vm.series.Files = vm.w.settings.everyFile()
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
	return vm.front() == front(vm.series) && v.Len() > 0 && list.Of(v) && len(list.Sections) == 0
}
