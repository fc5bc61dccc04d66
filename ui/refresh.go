package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
)

// slowFrame is how long the UI goroutine may be busy at a time before the log
// hears of it: one frame at 60 Hz.
const slowFrame = 16 * time.Millisecond

// poster returns the function that runs others on the UI goroutine, and tells
// the log of those that held it up. Nothing else in the program calls fyne.Do.
func poster(log *slog.Logger) func(func()) {
	return func(f func()) {
		fyne.Do(func() {
			began := time.Now()
			f()
			if took := time.Since(began); took > slowFrame {
				log.Warn("slow_frame", "ms", took.Milliseconds())
			}
		})
	}
}

const (
	// tick is how often the window is redrawn while something moves: the
	// clock, the turning glyphs. A row is never further behind.
	tick = 100 * time.Millisecond

	// frameGap is the least time between two frames. News bring the next tick
	// forward, to now if the last frame is that long ago, else to when it
	// will be. That leaves the other half of the tick for making the view and
	// for drawing it.
	frameGap = tick / 2
)

// refresher decides when the window is redrawn. It is the only ticker and the
// only poster to the UI goroutine: draw is called on the refresher's own
// goroutine and posts one notification. While nothing changes the ticker
// stands still and the refresher sleeps.
type refresher struct {
	news chan struct{} // something newer can be read; one slot
	draw func()        // publishes the newest view
	busy func() bool   // whether the clock must go on ticking without news
}

func newRefresher(draw func(), busy func() bool) *refresher {
	return &refresher{news: make(chan struct{}, 1), draw: draw, busy: busy}
}

// wake tells that something newer can be read. Any goroutine; never blocks.
func (r *refresher) wake() {
	select {
	case r.news <- struct{}{}:
	default:
	}
}

// run draws until ctx ends.
func (r *refresher) run(ctx context.Context) {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	ticking, due := true, true // the first tick draws the first frame
	var last time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.news:
			due = true
			if wait := frameGap - time.Since(last); wait > 0 {
				ticker.Reset(wait)
				continue
			}
		case <-ticker.C:
		}
		busy := r.busy()
		if due || busy {
			r.draw()
			due, last = false, time.Now()
			ticker.Reset(tick)
			ticking = true
		} else if ticking {
			ticker.Stop()
			ticking = false
		}
	}
}
