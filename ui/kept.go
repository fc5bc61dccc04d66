package ui

import (
	"sync"
	"sync/atomic"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/player"
)

// keepEvery is how often the library is told where a book is while it plays. The player
// says so once a second, so no more than five seconds are lost if Lectern is killed.
const keepEvery = 3500 * time.Millisecond

// kept is what the library was told last about the open book.
type kept struct {
	at       atomic.Int64 // where it was: a time.Duration
	heard    heard
	when     time.Time // when that was, or when playing began
	playing  bool      // it played then
	finished book.ID   // the book that was finished last
}

// open begins with a book that is opened at a time.
func (k *kept) open(at time.Duration) {
	k.at.Store(int64(at))
	k.playing, k.finished = false, 0
}

// keep keeps where the open book is: every keepEvery while it plays, when it stops, and when
// the user moves in a pause. If it plays to its end, it is finished. A look at an old chapter
// does not change that.
func (p *playing) keep(s *player.Status, now time.Time) {
	if s.Timeline.ID != p.book.ID {
		return // the player has not opened the new book yet
	}
	k := &p.kept
	began, stopped := s.Playing && !k.playing, !s.Playing && k.playing
	if k.playing = s.Playing; began {
		k.when = now
	}
	at := s.At(now)
	ends := s.Timeline.Finished(at)
	if !ends && !s.Ended {
		k.finished = 0 // the user may mark it as not finished, and hear it once more
	}
	moved := !s.Playing && int64(at) != k.at.Load()
	if !stopped && !moved && (!s.Playing || now.Sub(k.when) < keepEvery) {
		return
	}
	k.when = now
	p.keepAt(s, now)
	known := p.book.IsFinished() || k.finished == s.Timeline.ID
	if !known && (s.Ended || s.Playing && ends) {
		k.finished = s.Timeline.ID
		p.w.lib.Finish(s.Timeline.ID, now)
	}
}

// keepNow keeps where the open book is. It may be called on any goroutine.
func (p *playing) keepNow() {
	if pl := p.player.Load(); pl != nil {
		p.keepAt(pl.Status(), time.Now())
	}
}

// keepAt keeps what was heard of a book, and where it is, unless it has not moved. A book
// without a sound output is not heard.
func (p *playing) keepAt(s *player.Status, now time.Time) {
	if s.Timeline == nil || !s.Audible {
		return
	}
	at := s.At(now)
	part, offset := s.Timeline.Spot(at)
	file := s.Timeline.Parts[part].File
	heard := p.kept.heard.until(s.Heard)
	if moved := p.kept.at.Swap(int64(at)) != int64(at); moved || heard.Clock > 0 {
		p.w.lib.KeepListened(library.Listened{File: file, At: offset, Heard: heard, Title: s.Timeline.Title, Now: now})
	}
}

// heard is what the library was told that the user heard. It is safe on any goroutine.
type heard struct {
	mu  sync.Mutex
	all book.Heard
}

// until returns what was heard since the last call. all is what was heard until now; one
// that is older than that of the last call adds nothing.
func (h *heard) until(all book.Heard) book.Heard {
	h.mu.Lock()
	defer h.mu.Unlock()
	if all.Clock <= h.all.Clock {
		return book.Heard{}
	}
	more := all.Less(h.all)
	h.all = all
	return more
}
