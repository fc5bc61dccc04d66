package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/ui/books"
	"lectern/ui/keys"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestSeriesModeIsRemembered(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	w.menus.shortcut(keys.Ctrl(fyne.Key3))
	if !w.views.series.Visible() || w.views.table.Visible() || w.Canvas().Focused() != fyne.Focusable(w.views.series) {
		t.Error("Ctrl+3 does not show the series")
	}
	again := newTestWindow(t, Options{})
	if again.views.mode != books.ViewMode(again.views.series) || again.views.table.Visible() {
		t.Error("the series are not saved")
	}
	w.menus.shortcut(keys.Ctrl(fyne.Key2))
	if w.views.series.Visible() || !w.views.grid.Visible() {
		t.Error("Ctrl+2 does not show the grid")
	}
	old := settings{fyne.CurrentApp().Preferences()}
	old.RemoveValue(prefViewMode)
	old.SetBool(prefGrid, true)
	if old.viewMode() != modeGrid {
		t.Error("the grid of an earlier version is not used")
	}
}

func TestNoSeries(t *testing.T) {
	test.NewTempApp(t)
	e := newEmpty(nil, func(emptyState) {})
	store := uitest.NewLibrary("One", "Two")
	e.show(store.View(t), &library.Status{}, false, true, false)
	if !e.Visible() || e.title.Text != "No series here" || e.shown.action != actionTable {
		t.Errorf("%+v", e.shown)
	}
	store.Query.Text = "one"
	e.show(store.View(t), &library.Status{}, false, true, false)
	if e.shown.action != actionClear {
		t.Errorf("%+v", e.shown)
	}
	e.show(store.View(t), &library.Status{}, false, false, false)
	if e.Visible() {
		t.Error("the text stays")
	}
}

func TestViewModeIsRemembered(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.views.grid.Thumbs.Wait = func(time.Duration, func()) func() { return func() {} }
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	w.menus.shortcut(keys.Ctrl(fyne.Key2))
	if !w.views.grid.Visible() || w.views.table.Visible() || w.Canvas().Focused() != fyne.Focusable(w.views.grid) {
		t.Error("Ctrl+2 does not show the grid")
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if b := w.selection.Book(); b == nil || b.Title != "One" {
		t.Error("an arrow key selects nothing")
	}
	again := newTestWindow(t, Options{})
	if again.views.mode != books.ViewMode(again.views.grid) || again.views.table.Visible() {
		t.Error("the grid is not saved")
	}
	w.menus.shortcut(keys.Ctrl(fyne.Key1))
	if w.views.grid.Visible() || !w.views.table.Visible() {
		t.Error("Ctrl+1 does not show the table")
	}
}

func TestCoverSizeIsRemembered(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.views.set(modeGrid)
	if got := ticked(t, w, "Cover size"); !slices.Equal(got, []string{"Normal"}) {
		t.Errorf("ticked at first: %q", got)
	}
	w.views.grid.OnCoverSize(books.MostCover)
	if got := ticked(t, w, "Cover size"); !slices.Equal(got, []string{"Very large"}) {
		t.Errorf("ticked at the end of the slider: %q", got)
	}
	if side := newTestWindow(t, Options{}).views.grid.CoverSize(); side != books.MostCover {
		t.Errorf("covers of %d pixels after a restart", side)
	}
}
