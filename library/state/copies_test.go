package state

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// sounding lists a file that is a book, with a recording.
func (s *shop) sounding(path, sound string) *Row { return s.titled(path, "Tale", sound) }

// titled is sounding with a title.
func (s *shop) titled(path, title, sound string) *Row {
	f := entry(path, 1)
	f.ID, f.State, f.Media = s.Listed.Last+1, book.Probed, book.Pack(media(title))
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
	s.SetFingerprints(c, "print", "one")
	is("the sound of another is known", c)
	f := *c.File
	s.SetFingerprints(c, "", "")
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

// TestCopiesAmongManyBooks: thousands of books have the same sound, such as silence. The
// copies among them are found soon.
func TestCopiesAmongManyBooks(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	const many = 10000
	var rows []*Row
	for i := range many {
		rows = append(rows, s.titled(fmt.Sprintf("%d/%d.mp3", i, i), fmt.Sprintf("Tale of %d", i), "silence"))
	}
	title := s.titled("title/x.mp3", "TALE OF 7", "silence")
	names := s.titled("names/8.mp3", "Another", "silence")
	rows = append(rows, title, names)
	s.rebuild()
	var found map[*Row][]*Row
	if took := cputime.Of(func() { found = s.Copies(rows) }); took > 2*time.Second { // a comparison with each takes ten times as long
		t.Errorf("took %v", took)
	}
	want := map[*Row][]*Row{rows[7]: {title}, title: {rows[7]}, rows[8]: {names}, names: {rows[8]}}
	if !maps.EqualFunc(found, want, slices.Equal) {
		t.Errorf("%d rows have copies, want %d", len(found), len(want))
	}
}

// TestManyCopiesShare: of thousands of copies of one book, none is compared with the others
// while the user has said nothing; then all get it.
func TestManyCopiesShare(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	const many = 1500
	var rows []*Row
	for i := range many {
		rows = append(rows, s.titled(fmt.Sprintf("%d/x.mp3", i), "Tale", "sound"))
	}
	s.rebuild()
	idle := cputime.Of(func() {
		if ops := s.Share(rows); len(ops) > 0 {
			t.Errorf("%d changes", len(ops))
		}
	})
	stars := "4"
	s.SetEdit(rows[0], "rating", &stars)
	busy := cputime.Of(func() { s.Share(rows) })
	for _, r := range rows {
		if got := r.Edited("rating"); got == nil || *got != stars {
			t.Fatalf("%s has no rating", r.File.Path)
		}
	}
	if idle > busy/5 {
		t.Errorf("%v without what the user said, %v with it", idle, busy)
	}
}

// TestCopiesOfTheSameAuthors: the authors count if no third book has the same sound.
func TestCopiesOfTheSameAuthors(t *testing.T) {
	s := newShop(t)
	s.SetEveryFile(false)
	a, b := s.titled("A/a.mp3", "One", "sound"), s.titled("B/b.mp3", "Other", "sound")
	for _, r := range []*Row{a, b} {
		author := "Ann Writer"
		s.SetEdit(r, "authors", &author)
	}
	s.rebuild()
	if got := s.Copies([]*Row{a})[a]; !slices.Equal(got, []*Row{b}) {
		t.Errorf("%d copies, want the other book", len(got))
	}
	s.titled("C/c.mp3", "Third", "sound")
	s.rebuild()
	if got := s.Copies([]*Row{a})[a]; got != nil {
		t.Errorf("%d copies among three books, want none", len(got))
	}
}
