package ui

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-gl/glfw/v3.4/glfw"

	"lectern/ui/details"
)

func TestOnScreen(t *testing.T) {
	screen, right := image.Rect(0, 30, 1280, 800), image.Rect(1280, 0, 3200, 1080)
	for _, c := range []struct {
		what                 string
		window, one, another image.Rectangle // with one screen, and with both
	}{
		{"fits", image.Rect(10, 40, 900, 700), image.Rect(10, 40, 900, 700), image.Rect(10, 40, 900, 700)},
		{"too large", image.Rect(0, 0, 2562, 1465), screen, right},
		{"too high", image.Rect(100, 50, 1000, 1000), image.Rect(100, 30, 1000, 800), image.Rect(100, 30, 1000, 800)},
		{"half outside", image.Rect(700, 300, 1600, 900), image.Rect(380, 200, 1280, 800), image.Rect(380, 200, 1280, 800)},
		{"on no screen", image.Rect(5000, 5000, 5900, 5600), image.Rect(380, 200, 1280, 800), image.Rect(380, 200, 1280, 800)},
		{"on the other", image.Rect(1900, 200, 4000, 900), image.Rect(0, 100, 1280, 800), image.Rect(1280, 200, 3200, 900)},
	} {
		if got := onScreen(c.window, []image.Rectangle{screen}); got != c.one {
			t.Errorf("%s: %v, want %v", c.what, got, c.one)
		}
		if got := onScreen(c.window, []image.Rectangle{screen, right}); got != c.another {
			t.Errorf("%s, two screens: %v, want %v", c.what, got, c.another)
		}
		if got := onScreen(c.window, nil); got != c.window {
			t.Errorf("%s: moved to %v although no screen is known", c.what, got)
		}
	}
}

// TestShapeIsKeptWhileTheWindowRuns: the shape of the window is saved a moment after it
// changed, and only once for a whole drag.
func TestShapeIsKeptWhileTheWindowRuns(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	waits, stopped := 0, 0
	var keep func()
	w.panes.shape.wait = func(d time.Duration, do func()) func() {
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
	changes("the width of a pane", w.panes.beside.OnDragged)
	keep()
	for key, want := range map[string]float64{prefWidth: 1310, prefHeight: 700, prefSidebar: sidebarWidth, prefDetailsWidth: details.Width} {
		if got := w.settings.FloatWithFallback(key, -1); got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	before := waits
	w.newFrame()
	w.Canvas().Refresh(w.panes.beside)
	if waits != before {
		t.Error("it is saved although nothing changed")
	}
}

// attributes are the attributes of a window that has nothing else.
type attributes map[glfw.Hint]int

func (a attributes) GetAttrib(h glfw.Hint) int                  { return a[h] }
func (a attributes) GetPos() (x, y int)                         { return 0, 0 }
func (a attributes) GetFrameSize() (left, top, right, down int) { return 0, 0, 0, 0 }
func (a attributes) SetPos(int, int)                            {}
func (a attributes) Maximize()                                  {}

// TestMaximisedWindowKeepsItsSize: a window that fills the screen keeps the size that it
// had before.
func TestMaximisedWindowKeepsItsSize(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	var rests func()
	w.panes.shape.wait = func(_ time.Duration, do func()) func() {
		rests = do
		return func() {}
	}
	frame := attributes{}
	w.panes.shape.frame = frame
	shaped := func(what string, width, wantWidth float64, wantMaximised bool) {
		t.Helper()
		w.Resize(fyne.NewSize(float32(width), 700))
		rests()
		if got, is := w.settings.FloatWithFallback(prefWidth, 0), w.settings.Bool(prefMaximised); got != wantWidth || is != wantMaximised {
			t.Errorf("%s: width %v, maximised %t", what, got, is)
		}
	}
	shaped("at first", 1100, 1100, false)
	frame[glfw.Maximized] = glfw.True
	shaped("maximised", 1900, 1100, true)
	w.SetFullScreen(true)
	shaped("full screen", 1920, 1100, true)
	w.SetFullScreen(false)
	frame[glfw.Iconified], frame[glfw.Maximized] = glfw.True, glfw.False
	shaped("minimised", 1921, 1100, true)
	frame[glfw.Iconified] = glfw.False
	shaped("as before", 1120, 1120, false)
}
