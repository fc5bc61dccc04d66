package scan

import (
	"sync/atomic"
	"time"
)

// pulse counts file operations, so that it shows when a disk has stopped
// answering. Readers count; the rest is the walk's.
type pulse struct {
	begun, ended atomic.Int64

	patience time.Duration
	seen     int64     // ended when last felt
	alive    time.Time // when an operation was last seen to end, or none was under way
	stopped  bool
}

// begin counts an operation that may block on the disk.
func (p *pulse) begin() { p.begun.Add(1) }

// end counts one that has come back.
func (p *pulse) end() { p.ended.Add(1) }

// feel reports whether the disk stands still, and whether that is news.
func (p *pulse) feel(now time.Time) (stopped, news bool) {
	ended := p.ended.Load() // first: what begins in between is under way
	if p.begun.Load() == ended || ended != p.seen || p.alive.IsZero() {
		p.seen, p.alive = ended, now
	}
	was := p.stopped
	p.stopped = now.Sub(p.alive) >= p.patience
	return p.stopped, p.stopped != was
}
