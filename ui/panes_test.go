package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/ui/details"
	"lectern/ui/keys"
	"lectern/ui/uitest"
)

func TestDetailsAreRemembered(t *testing.T) {
	app := test.NewTempApp(t)
	app.Preferences().SetFloat(prefWidth, 1000)
	w := newTestWindow(t, Options{})
	if w.panes.detailed() {
		t.Error("a narrow window shows details unasked")
	}
	w.views.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF9})
	if !w.panes.detailed() {
		t.Error("F9 does not show them")
	}
	if w = newTestWindow(t, Options{}); !w.panes.detailed() {
		t.Error("they are not saved")
	}
	w.menus.shortcut(keys.Ctrl(fyne.KeyI))
	if w.panes.detailed() {
		t.Error("Ctrl+I does not hide them")
	}
	app.Preferences().SetFloat(prefWidth, 1280)
	app.Preferences().RemoveValue(prefDetails)
	w = newTestWindow(t, Options{})
	if !w.panes.detailed() {
		t.Error("a wide window hides them")
	}
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	w.Resize(fyne.NewSize(1280, 800))
	w.selection.Select(1)
	if w.panes.details.Book == nil || w.panes.details.Book != w.selection.Book() {
		t.Error("the selected book is not shown")
	}
	for _, o := range test.LaidOutObjects(w.panes.details) {
		if f, is := o.(fyne.Focusable); is && o.Visible() {
			w.Canvas().Focus(f)
		}
	}
	if w.Canvas().Focused() == w.views.mode {
		t.Fatal("nothing in the details takes the focus")
	}
	w.menus.shortcut(keys.Ctrl(fyne.KeyI))
	if got := w.Canvas().Focused(); got != w.views.mode {
		t.Errorf("the focus stays at %T in the hidden details", got)
	}
}

// TestSharesOfAnEarlierVersionBecomePixels: earlier versions stored shares of the
// window, which are converted once.
func TestSharesOfAnEarlierVersionBecomePixels(t *testing.T) {
	for _, c := range []struct{ width, sidebar, details, wantSidebar, wantDetails float64 }{
		{1280, 0.25, 0.625, 320, 360},
		{2560, 0.2, 0.7, mostConverted, mostConverted}, // a share grows with the window
		{1280, 0, 0, sidebarWidth, details.Width},      // never stored
	} {
		app := test.NewTempApp(t)
		s := settings{app.Preferences()}
		s.SetFloat(prefWidth, c.width)
		if c.sidebar > 0 {
			s.SetFloat(prefSidebarAt, c.sidebar)
			s.SetFloat(prefDetailsAt, c.details)
		}
		for range 2 {
			if side, shown := s.paneWidths(); side != float32(c.wantSidebar) || shown != float32(c.wantDetails) {
				t.Errorf("%+v: %v and %v", c, side, shown)
			}
		}
		if s.FloatWithFallback(prefSidebarAt, -1) != -1 || s.FloatWithFallback(prefDetailsAt, -1) != -1 {
			t.Errorf("%+v: the shares stay", c)
		}
	}
}

// TestSmallestWindow: the window fits a screen of 800×600 at twice the size, and shows the
// button of the order as soon as there is room.
func TestSmallestWindow(t *testing.T) {
	app := test.NewTempApp(t)
	app.Preferences().SetBool(prefDetails, true)
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	if min := w.Content().MinSize(); min.Width > 400 || min.Height > 300 {
		t.Errorf("the window needs %v", min)
	}
	for _, width := range []float32{400, 1280} {
		w.Resize(fyne.NewSize(width, 600))
		if got := w.toolbar.sort.Visible(); got != (width > 400) {
			t.Errorf("%v: the order is shown: %t", width, got)
		}
	}
}

// TestTabGoesThroughThePanes: from left to right.
func TestTabGoesThroughThePanes(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("A").View(t))
	w.Resize(fyne.NewSize(1280, 800))
	w.Canvas().Focus(w.views.front())
	w.Canvas().FocusPrevious()
	if focused := w.Canvas().Focused(); focused != fyne.Focusable(w.sidebar) {
		t.Errorf("before the books is %T", focused)
	}
	w.Canvas().FocusNext()
	if focused := w.Canvas().Focused(); focused != fyne.Focusable(w.views.table) {
		t.Errorf("after the sidebar is %T", focused)
	}
}

// TestBooksHaveTheFocusAtFirst: as soon as there are any, so that Tab goes on from them. A
// focus that the user has put elsewhere stays there.
func TestBooksHaveTheFocusAtFirst(t *testing.T) {
	test.NewTempApp(t)
	lib := uitest.WrittenBy("Ann Leckie")
	w := newTestWindow(t, Options{})
	w.rows.Publish(lib.View(t))
	if got := w.Canvas().Focused(); got != fyne.Focusable(w.views.table) {
		t.Errorf("the focus is on %T", got)
	}
	w = newTestWindow(t, Options{})
	w.Canvas().Focus(w.searching.box)
	w.rows.Publish(lib.View(t))
	if got := w.Canvas().Focused(); got != fyne.Focusable(w.searching.box) {
		t.Errorf("the focus went from the search box to %T", got)
	}
}
