package ui

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/ui/books"
)

// frames is what the window has shown so far.
type frames struct {
	w         *Window
	drawn     int           // rows of the view that was drawn last
	preferred time.Time     // when the rows in sight were last asked for first
	seen      bool          // whether rows have been shown
	shown     chan struct{} // closed when it is on screen with its first rows
	drawnOnce sync.Once     // closes shown
}

// drew takes note of a frame with n rows. opened tells that the window has been shown
// and the library knows its roots.
func (fs *frames) drew(n int, opened bool) {
	if n != fs.drawn {
		if fs.drawn == 0 && !fs.seen {
			fs.seen = true
			fs.painted(func() { fs.w.log.Info("first_rows", "rows", n) })
		}
		fs.drawn = n
		fs.w.log.Info("rows_shown", "rows", n)
	}
	if opened {
		fs.drawnOnce.Do(func() { fs.painted(func() { close(fs.shown) }) })
	}
}

// preferEvery is the least time between two calls for the rows in sight: it
// goes through the whole queue of probes.
const preferEvery = 300 * time.Millisecond

// prefer has the rows in sight read before the others.
func (fs *frames) prefer(s *library.Status) {
	if !s.Probing.Running() || time.Since(fs.preferred) < preferEvery {
		return
	}
	fs.preferred = time.Now()
	if ids := books.Waiting(fs.w.views.mode); len(ids) > 0 {
		fs.w.lib.Prefer(ids...)
	}
}

// painted runs f on the UI goroutine once what stands in the window now is on
// the screen: animations are moved just before a frame is painted, and what
// they post comes after it.
func (fs *frames) painted(f func()) {
	a := fyne.NewAnimation(time.Second, nil)
	a.Tick = func(float32) {
		a.Stop()
		fs.w.tasks.post(f)
	}
	a.Start()
}
