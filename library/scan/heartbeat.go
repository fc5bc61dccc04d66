package scan

import (
	"sync/atomic"
	"time"
)

// heartbeat counts file operations, so that it shows when a disk has stopped
// answering. Readers count; the rest is the walk's.
type heartbeat struct {
	begun, ended atomic.Int64

	patience time.Duration
	seen     int64     // ended when last felt
	alive    time.Time // when an operation was last seen to end, or none was under way
	stopped  bool
}

// begin counts an operation that may block on the disk.
func (h *heartbeat) begin() { h.begun.Add(1) }

// end counts one that has come back.
func (h *heartbeat) end() { h.ended.Add(1) }

// feel reports whether the disk stands still, and whether that is news.
func (h *heartbeat) check(now time.Time) (stopped, news bool) {
	ended := h.ended.Load() // first: what begins in between is under way
	if h.begun.Load() == ended || ended != h.seen || h.alive.IsZero() {
		h.seen, h.alive = ended, now
	}
	was := h.stopped
	h.stopped = now.Sub(h.alive) >= h.patience
	return h.stopped, h.stopped != was
}
