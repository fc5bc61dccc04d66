package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The shape of the window is kept a moment after it changed, and once for a whole drag.
func TestShapeIsKeptWhileTheWindowRuns(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	waits, stopped := 0, 0
	var keep func()
	w.wait = func(d time.Duration, do func()) func() {
		waits++
		keep = do
		return func() { stopped++ }
	}
	changes := func(what string, do func()) {
		t.Helper()
		before := waits
		do()
		if waits == before {
			t.Errorf("%s: nothing is kept", what)
		}
		if waits-stopped != 1 {
			t.Errorf("%s: it would be kept %d times", what, waits-stopped)
		}
	}
	changes("the window's size", func() {
		w.Resize(fyne.NewSize(1300, 700))
		w.Resize(fyne.NewSize(1310, 700))
	})
	changes("the sidebar's width", func() { w.split.SetOffset(0.4) })
	if !w.detailed() {
		w.toggleDetails()
	}
	changes("the details' width", func() { w.beside.SetOffset(0.5) })
	keep()
	for key, want := range map[string]float64{prefWidth: 1310, prefHeight: 700, prefSidebar: w.split.Offset, prefDetailsAt: w.beside.Offset} {
		if got := w.settings.FloatWithFallback(key, -1); got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	before := waits
	w.newFrame()
	w.Canvas().Refresh(w.split)
	if waits != before {
		t.Error("it is kept though nothing changed")
	}
}
