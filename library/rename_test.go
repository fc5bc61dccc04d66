package library

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
)

func TestRenamer(t *testing.T) {
	m := &book.Meta{
		Authors: []string{"JK Rowling", "Ann"}, Narrators: []string{"ann", "Stephen Fry", "Ann Lee"}, Publisher: "Bloomsbury",
		Series: []book.Series{{Name: "Potter", Part: "3"}, {Name: "Magic"}, {Name: "potter", Part: "4"}}, Genres: []string{"Fantasy", "fantasy"},
	}
	before := fmt.Sprint(m)
	for _, c := range []struct {
		field    book.Field
		from, to string
		want     string // "" for no change
	}{
		{book.Authors, "jk rowling", "J. K. Rowling", "J. K. Rowling, Ann"},
		{book.Authors, "JK Rowling", "JK Rowling", ""},
		{book.Authors, "Somebody", "Else", ""},
		{book.Authors, "JK Rowling", "ann", "ann"}, // it has the new author already
		{book.Authors, "Rowling", "X", ""},         // a part of a name
		{book.Narrators, "Ann", "Ann", "Ann, Stephen Fry, Ann Lee"},
		{book.Narrators, "Stephen Fry", "Ann", "ann, Ann Lee"},
		{book.InSeries, "Potter", "Harry Potter", "Harry Potter #3, Magic, Harry Potter #4"},
		{book.InSeries, "magic", "Potter", "Potter #3, potter #4"},
		{book.InSeries, "magic", "Spells", "Potter #3, Spells, potter #4"}, // other series stay as they are
		{book.Genres, "FANTASY", "Fantasy", "Fantasy"},
		{book.Publisher, "bloomsbury", "Orbit", "Orbit"},
		{book.Publisher, "Bloom", "Orbit", ""},
	} {
		lines, changed := newRenamer(c.field, c.from, c.to).of(m)
		if got := strings.ReplaceAll(lines, "\n", ", "); changed != (c.want != "") || changed && got != c.want {
			t.Errorf("%v %s to %s: %q, %v; want %q", c.field, c.from, c.to, got, changed, c.want)
		}
	}
	m.Series = []book.Series{{Name: "Harry Potter"}, {Name: "Potter", Part: "3"}}
	if lines, _ := newRenamer(book.InSeries, "Potter", "Harry Potter").of(m); lines != "Harry Potter #3" {
		t.Errorf("the part is lost: %q", lines)
	}
	m.Series = []book.Series{{Name: "Potter", Part: "3"}, {Name: "Magic"}, {Name: "potter", Part: "4"}}
	if fmt.Sprint(m) != before {
		t.Errorf("the book itself was changed: %v", m)
	}
}

// Rename changes all books of the library except removed ones; Swap changes the given
// books. Each is one command among the others, and Status says what Undo reverts.
func TestRenameAndSwap(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3", "d.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	a, b, c, d := ids[root+"/a.mp3"], ids[root+"/b.mp3"], ids[root+"/c.mp3"], ids[root+"/d.mp3"]
	people := func() string {
		s.settle()
		var all []string
		for path, b := range s.rows() {
			all = append(all, strings.TrimSuffix(filepath.Base(path), ".mp3")+": "+strings.Join(b.Authors, "+")+"/"+strings.Join(b.Narrators, "+"))
		}
		slices.Sort(all)
		return strings.Join(all, ", ")
	}
	s.Edit(map[book.ID]map[string]*string{
		a: {"authors": typed("Ann\nBob"), "narrators": typed("Zoe")}, b: {"authors": typed("ann")},
		c: {"authors": typed("Cleo"), "narrators": typed("Ann")}, d: {"authors": typed("Ann")},
	})
	s.settle()
	s.Remove(d)
	people()
	undo := func(action Action, books int) {
		t.Helper()
		if u := s.Status().Undo; u.Action != action || u.Books != books {
			t.Errorf("undo reverts %+v, want %q of %d books", u, action, books)
		}
	}
	undo(Removed, 1)
	if n := s.Rename(book.Authors, "Ann", "Anna").Books; n != 2 {
		t.Errorf("%d books renamed", n)
	}
	undo(Renamed, 2)
	second := people()
	if second != "a: Anna+Bob/Zoe, b: Anna/, c: Cleo/Ann" {
		t.Errorf("renamed: %s", second)
	}
	if n := s.Rename(book.Authors, "Nobody", "Anna").Books; n != 0 {
		t.Errorf("%d books of nobody", n)
	}
	undo(Renamed, 2) // changing nothing is not a command
	books := []*book.Book{s.rows()[root+"/a.mp3"], s.rows()[root+"/b.mp3"]}
	s.Swap(books)
	undo(Swapped, 2)
	if got := people(); got != "a: Zoe/Anna+Bob, b: /Anna, c: Cleo/Ann" {
		t.Errorf("swapped: %s", got)
	}
	s = s.again(opts)
	if got := people(); got != "a: Zoe/Anna+Bob, b: /Anna, c: Cleo/Ann" {
		t.Errorf("after a new start: %s", got)
	}
	s = s.again(opts)
	s.Swap([]*book.Book{s.rows()[root+"/a.mp3"], s.rows()[root+"/b.mp3"]})
	s.Rename(book.Authors, "anna", "Ann")
	s.Remove(a, b)
	s.RemoveRoot(root)
	s.rest()
	for _, want := range []Undoable{{Action: RootRemoved, Files: true}, {Action: Removed, Books: 2, Files: true}, {Action: Renamed, Field: book.Authors, Books: 2, Files: true, From: "anna", To: "Ann"}, {Action: Swapped, Books: 2, Files: true}} {
		if got := s.Status().Undo; got != want {
			t.Errorf("undo reverts %+v, want %+v", got, want)
		}
		s.Undo()
		if got := s.Status().Redo; got != want {
			t.Errorf("redo repeats %+v, want %+v", got, want)
		}
		s.rest()
	}
	if got := people(); got != "a: Zoe/Anna+Bob, b: /Anna, c: Cleo/Ann" {
		t.Errorf("after undoing all: %s", got)
	}
}

// TestSwapOfWhatWasTyped: author and narrator are swapped as they are now, not as an older View
// has them.
func TestSwapOfWhatWasTyped(t *testing.T) {
	path := tree(t, "a.mp3") + "/a.mp3"
	s := kept(t, Options{})
	s.AddRoot(filepath.Dir(path))
	s.rest()
	old := s.rows()[path]
	s.Edit(map[book.ID]map[string]*string{old.ID: {"authors": typed("Ann\nBob")}})
	if n := s.Swap([]*book.Book{old}); n != 1 {
		t.Errorf("%d books swapped", n)
	}
	s.until("the swap", func() bool { return slices.Equal(s.rows()[path].Narrators, []string{"Ann", "Bob"}) })
}
