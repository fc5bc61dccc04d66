package scan

import (
	"sync/atomic"
	"time"
)

// heartbeat counts file operations and shows when a disk has stopped answering.
// Readers call begin and end; the other fields belong to the walk.
type heartbeat struct {
	begun, ended atomic.Int64

	patience  time.Duration
	lastEnded int64     // ended at the last check
	alive     time.Time // when an operation was last known to have ended, or none was running
	stopped   bool
}

// begin counts an operation that may block on the disk.
func (h *heartbeat) begin() { h.begun.Add(1) }

// end counts an operation that has ended.
func (h *heartbeat) end() { h.ended.Add(1) }

// check reports whether the disk has stopped answering, and whether this has
// changed since the last check.
func (h *heartbeat) check(now time.Time) (stopped, news bool) {
	ended := h.ended.Load() // read first: an operation that begins in between is running
	if h.begun.Load() == ended || ended != h.lastEnded || h.alive.IsZero() {
		h.lastEnded, h.alive = ended, now
	}
	was := h.stopped
	h.stopped = now.Sub(h.alive) >= h.patience
	return h.stopped, h.stopped != was
}
