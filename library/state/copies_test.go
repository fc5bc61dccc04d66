package state

import (
	"fmt"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// sounding lists a file that is a book, with a recording.
func (s *shop) sounding(path, sound string) *Row {
	f := entry(path, 1)
	f.ID, f.State, f.Media = s.Listed.Last+1, book.Probed, book.Pack(media("Tale"))
	r := &Row{File: &f, Recording: sound, read: true}
	s.Add(r)
	return r
}

// TestCopiesFollowTheRows: the answer to the same question is the new one after each change
// of the rows.
func TestCopiesFollowTheRows(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	a := s.sounding("A/a.mp3", "one")
	is := func(when string, want ...*Row) {
		t.Helper()
		for range 2 {
			s.rebuild()
			if got := s.Copies([]*Row{a})[a]; fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s: %d copies, want %d", when, len(got), len(want))
			}
		}
	}
	is("alone")
	b := s.sounding("B/a.mp3", "one")
	is("a copy", b)
	c := s.sounding("C/a.mp3", "other")
	is("another sound", b)
	s.Retire(b, 1)
	is("the copy is gone")
	s.Marked(c, "print", "one")
	is("the sound of another is known", c)
	f := *c.File
	s.Marked(c, "", "")
	s.put(c, &f)
	is("it was rewritten")
}

// TestCopiesOfABookThatPlays: asking again for the copies of one file of a large library
// takes no time.
func TestCopiesOfABookThatPlays(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	const rows, times = 5000, 5000
	for i := range rows {
		s.sounding(fmt.Sprintf("%d/a.mp3", i), fmt.Sprint(i))
	}
	s.rebuild()
	r := s.Listed.ByID[7]
	if took := cputime.Of(func() {
		for range times {
			s.Copies([]*Row{r})
		}
	}); took > time.Second { // milliseconds; a pass over all rows each time takes half a minute
		t.Errorf("took %v", took)
	}
}
