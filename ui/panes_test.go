package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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
}

// TestShapeIsKeptWhileTheWindowRuns: the shape of the window is saved a moment after it
// changed, and only once for a whole drag.
func TestShapeIsKeptWhileTheWindowRuns(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	waits, stopped := 0, 0
	var keep func()
	w.panes.wait = func(d time.Duration, do func()) func() {
		waits++
		keep = do
		return func() { stopped++ }
	}
	changes := func(what string, do func()) {
		t.Helper()
		before := waits
		do()
		if waits == before {
			t.Errorf("%s: nothing is saved", what)
		}
		if waits-stopped != 1 {
			t.Errorf("%s: it would be saved %d times", what, waits-stopped)
		}
	}
	changes("the window's size", func() {
		w.Resize(fyne.NewSize(1300, 700))
		w.Resize(fyne.NewSize(1310, 700))
	})
	changes("the sidebar's width", func() { w.panes.split.SetOffset(0.4) })
	if !w.panes.detailed() {
		w.panes.toggleDetails()
	}
	changes("the details' width", func() { w.panes.beside.SetOffset(0.5) })
	keep()
	for key, want := range map[string]float64{prefWidth: 1310, prefHeight: 700, prefSidebar: w.panes.split.Offset, prefDetailsAt: w.panes.beside.Offset} {
		if got := w.settings.FloatWithFallback(key, -1); got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	before := waits
	w.newFrame()
	w.Canvas().Refresh(w.panes.split)
	if waits != before {
		t.Error("it is saved although nothing changed")
	}
}
