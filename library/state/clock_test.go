package state

import (
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
)

// TestClockSetBack: what counts for minutes does not count for a day because the system's
// clock was set back by one.
func TestClockSetBack(t *testing.T) {
	const before, after = int64(48 * time.Hour), int64(24 * time.Hour)

	// A file that was being written is read again.
	s := newShop(t)
	f := entry("a.mp3", 1)
	scan := func(now int64) []*book.File {
		var t Tally
		s.n++
		return s.List([]book.File{f}, s.n, now, &t)
	}
	s.Unsettled(f.Path, before)
	asked := scan(before)
	if len(asked) != 1 {
		t.Fatalf("%d reads of a new file", len(asked))
	}
	f.Modified = before
	s.Probed([]probe.Event{failure(asked[0], book.NotAudio)}, before, func(string) bool { return true })
	f.Size, f.Modified = 2, after
	if asked := scan(after); len(asked) != 1 {
		t.Errorf("%d reads of a file that was being written before the clock was set back", len(asked))
	}

	// A file that has been there for long was not a temporary file.
	r := s.Listed.ByPath[f.Path]
	r.late, r.Added = true, before
	if !r.temporary(before) {
		t.Error("a file that came a moment ago is not temporary")
	}
	if r.temporary(after) {
		t.Error("a file that came before the clock was set back is temporary")
	}

	// Losses before and after do not count as simultaneous.
	s.Miss(r, before)
	s.Losses.recent = []loss{{r, before}}
	if s.Losses.expire(before); len(s.Losses.recent) != 1 {
		t.Error("a loss is forgotten at once")
	}
	if s.Losses.expire(after); len(s.Losses.recent) != 0 {
		t.Error("a loss from before the clock was set back counts as recent")
	}
}
