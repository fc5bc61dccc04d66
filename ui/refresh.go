package ui

import (
	"context"
	"time"
)

const (
	// tick is how often the window is redrawn while something moves. It is the longest
	// time that a row may be out of date.
	tick = 100 * time.Millisecond

	// frameGap is the least time between two frames. News brings the next tick forward:
	// to now if the last frame is older than frameGap, else to the end of frameGap. The
	// rest of the tick is for making the view and drawing it.
	frameGap = tick / 2
)

// refresher decides when the window is redrawn. It is the only ticker. It calls draw on
// its own goroutine; draw posts one notification. While nothing changes, the ticker is
// stopped and the refresher sleeps.
type refresher struct {
	news chan struct{} // something has changed; one slot
	draw func()        // publishes the newest view
	busy func() bool   // reports whether the ticker must run without news
}

func newRefresher(draw func(), busy func() bool) *refresher {
	return &refresher{news: make(chan struct{}, 1), draw: draw, busy: busy}
}

// wake announces news. It may be called on any goroutine, and never blocks.
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
