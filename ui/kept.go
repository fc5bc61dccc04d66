package ui

import (
	"sync/atomic"
	"time"

	"lectern/library/book"
	"lectern/library/player"
)

// keepEvery is how old the position that the library keeps may be while a book plays.
const keepEvery = 5 * time.Second

// kept is what the library was told last about the open book.
type kept struct {
	at       atomic.Int64 // where it was: a time.Duration
	when     time.Time    // when that was, or when playing began
	playing  bool         // it played then
	finished book.ID      // the book that was finished last
}

// open begins with a book that is opened at a time.
func (k *kept) open(at time.Duration) {
	k.at.Store(int64(at))
	k.playing, k.finished = false, 0
}

// keep keeps where the open book is: every keepEvery while it plays, and when it stops. If
// it plays to its end, it is finished. A look at an old chapter does not change that.
func (p *playing) keep(s *player.Status, now time.Time) {
	if s.Timeline.ID != p.book.ID {
		return // the player has not opened the new book yet
	}
	k := &p.kept
	began, stopped := s.Playing && !k.playing, !s.Playing && k.playing
	if k.playing = s.Playing; began {
		k.when = now
	}
	if !stopped && (!s.Playing || now.Sub(k.when) < keepEvery) {
		return
	}
	k.when = now
	p.keepAt(s, now)
	known := p.book.IsFinished() || k.finished == s.Timeline.ID
	if !known && (s.Ended || s.Playing && player.Finished(s.At(now), s.Timeline.Length)) {
		k.finished = s.Timeline.ID
		p.w.lib.SetFinished(true, now, s.Timeline.ID)
	}
}

// keepNow keeps where the open book is. It may be called on any goroutine.
func (p *playing) keepNow() {
	if pl := p.player.Load(); pl != nil {
		p.keepAt(pl.Status(), time.Now())
	}
}

// keepAt keeps where a book is, unless it has not moved.
func (p *playing) keepAt(s *player.Status, now time.Time) {
	if s.Timeline == nil {
		return
	}
	at := s.At(now)
	if p.kept.at.Swap(int64(at)) != int64(at) {
		part, offset := s.Timeline.Spot(at)
		p.w.lib.SetStopped(s.Timeline.Parts[part].File, offset, now)
	}
}
