package state

import (
	"testing"

	"lectern/library/book"
	"lectern/library/probe"
)

// A file that is written with pauses shows no fault during the pauses. It counts as
// changing until it has not changed for long, and is read no more often than it changes.
func TestSlowWriterPauses(t *testing.T) {
	s := newShop(t)
	at := func(seconds float64) int64 { return int64(seconds * 1e9) }
	f := entry("a.mp3", 0)
	path := f.Path
	followed := func(string) bool { return true }
	read := func(now float64, asked []*book.File, fault bool) {
		t.Helper()
		for _, f := range asked {
			e := answer(f, media("whole"))
			if fault {
				e = failure(f, book.NotAudio)
			}
			s.Probed([]probe.Event{e}, at(now), followed)
		}
	}
	scan := func(now float64) (asked []*book.File, follows int) {
		var t Tally
		s.n++
		asked = s.List([]book.File{f}, s.n, at(now), &t)
		return asked, len(t.Growing)
	}
	changing := func(now float64) {
		t.Helper()
		if b := s.bookOf(s.Listed.ByPath[path]); b.State != book.Found || !b.Changing {
			t.Errorf("after %v s: %v, changing %v", now, b.State, b.Changing)
		}
	}
	// The writer writes every 5 s.
	for i := range 3 {
		now := float64(5 * i)
		f.Size, f.Modified = int64(i+1), at(now)
		s.Unsettled(path, at(now))
		if i == 0 {
			asked, _ := scan(now)
			read(now+0.1, asked, true)
		}
		changing(now)
		s.Settled(path) // 4.5 s after the write
		changing(now + 4.5)
		asked, follows := scan(now + 4.5)
		if i == 0 && (len(asked) > 0 || follows != 1) || i > 0 && len(asked) != 1 {
			t.Errorf("after %v s: %d probes, followed %d", now+4.5, len(asked), follows)
		}
		read(now+4.6, asked, true)
		changing(now + 4.6)
	}
	s.Settled(path)
	if asked, follows := scan(19); len(asked) != 0 || follows != 1 {
		t.Errorf("%d probes of an unchanged file", len(asked))
	}
	if asked, follows := scan(19.5); len(asked) != 0 || follows != 0 {
		t.Errorf("%d probes of a file that is followed, which is followed %d times more", len(asked), follows)
	}
	s.Unsettled(path, at(19))
	s.Settled(path)
	asked, _ := scan(23.5)
	read(23.6, asked, true)
	if b := s.bookOf(s.Listed.ByPath[path]); b.State != book.Failed || b.Changing || len(s.Writing) != 0 {
		t.Errorf("%v, changing %v, %v", b.State, b.Changing, s.Writing)
	}
	// A file that is complete when it settles is shown at once.
	f.Size, f.Modified = 9, at(30)
	s.Unsettled(path, at(30))
	s.Settled(path)
	asked, _ = scan(34.5)
	read(34.6, asked, false)
	if b := s.bookOf(s.Listed.ByPath[path]); b.State != book.Probed || b.Changing || len(s.Writing) != 0 {
		t.Errorf("%v, changing %v, %v", b.State, b.Changing, s.Writing)
	}
}

// A link whose target is being written, and then gone, is a fault rather than still changing.
func TestTargetGoneWhileWritten(t *testing.T) {
	s := newShop(t)
	f := entry("link.mp3", 1)
	s.Unsettled(f.Path, 0)
	s.lists(f)
	r := s.Listed.ByPath[f.Path]
	if b := s.bookOf(r); !b.Changing {
		t.Fatalf("%+v", b)
	}
	f.Size, f.State, f.Fault = 0, book.Failed, &book.Fault{Kind: book.Vanished, Reason: "link leads nowhere"}
	s.lists(f)
	if b := s.bookOf(r); b.Changing || b.State != book.Failed {
		t.Errorf("%v, changing %v", b.State, b.Changing)
	}
	s.Unsettled(f.Path, 0) // as for a link whose owner changes
	s.lists(f)
	if b := s.bookOf(r); b.Changing {
		t.Error("still changing, although nothing has changed")
	}
}

// A file is no longer changing if the watcher has not mentioned it for minutes.
func TestForgottenWriter(t *testing.T) {
	s := newShop(t)
	f := entry("a.mp3", 1)
	s.Unsettled(f.Path, 0)
	s.lists(f)
	s.n++
	if asked := s.List([]book.File{f}, s.n, int64(forgotten), &Tally{}); len(asked) != 0 {
		t.Errorf("%d probes while it is being written", len(asked))
	}
	f.Size = 2
	s.n++
	if asked := s.List([]book.File{f}, s.n, int64(forgotten)+1, &Tally{}); len(asked) != 1 || len(s.Writing) != 0 {
		t.Errorf("%d probes, and it is still being written: %v", len(asked), s.Writing)
	}
}

// Nothing is known any more about the writing of files in a root that was removed.
func TestWritingInRemovedRoot(t *testing.T) {
	s := newShop(t)
	s.Unsettled(top+"/a.mp3", 0)
	s.Unsettled("/elsewhere/b.mp3", 0)
	s.RemoveRoot(top, 1)
	if _, other := s.Writing["/elsewhere/b.mp3"]; len(s.Writing) != 1 || !other {
		t.Errorf("%v", s.Writing)
	}
}
