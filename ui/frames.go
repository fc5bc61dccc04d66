package ui

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/ui/books"
)

// frames is what the window has drawn so far.
type frames struct {
	w         *Window
	drawn     int           // rows of the last frame
	preferred time.Time     // when the library was last asked to prefer books
	seen      bool          // a frame had rows
	shown     chan struct{} // closed when the first frame of an opened window is on the screen
	drawnOnce sync.Once     // closes shown
}

// drew is called for each frame with its number of rows. opened says that the window
// was shown and the library knows its roots.
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

// preferEvery is the least time between two calls of Library.Prefer, which goes through
// the whole queue of files to read.
const preferEvery = 300 * time.Millisecond

// prefer makes the library read the books in sight first.
func (fs *frames) prefer(s *library.Status) {
	if !s.Probing.Running() || time.Since(fs.preferred) < preferEvery {
		return
	}
	fs.preferred = time.Now()
	if ids := books.Waiting(fs.w.views.mode); len(ids) > 0 {
		fs.w.lib.Prefer(ids...)
	}
}

// painted runs f on the UI goroutine once the current content of the window is on the
// screen: animations tick just before a frame is painted, and functions that they post
// run after it.
func (fs *frames) painted(f func()) {
	a := fyne.NewAnimation(time.Second, nil)
	a.Tick = func(float32) {
		a.Stop()
		fs.w.tasks.post(f)
	}
	a.Start()
}
