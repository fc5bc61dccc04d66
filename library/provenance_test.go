package library

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lectern/library/book"
	"lectern/library/probe"
)

// asked returns the claims that Why finds.
func (s *opened) asked(id book.ID, f book.Field) []Claim {
	s.t.Helper()
	answer := make(chan []Claim, 1)
	s.Why(id, f, func(claims []Claim) { answer <- claims })
	return <-answer
}

// Why gives each tag the name that its own file uses, and no claims for a book that does
// not exist.
func TestWhyNamesTheTags(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	check(t, makeSound(filepath.Join(root, "Ann/Book {Zoe}/1.m4a"), "album=Book", "composer=Nell"))
	check(t, makeSound(filepath.Join(root, "Ann/Book {Zoe}/2.m4a"), "album=Book", "composer=Nora"))
	s := kept(t, Options{Prober: probe.Native{}})
	s.AddRoot(root)
	s.rest()
	var id book.ID
	for _, b := range s.asBooks() {
		id = b.ID
	}
	got := s.asked(id, book.Narrators)
	want := []string{"©wrt parts 1–2 Nell, Nora", "©wrt part 1 Nell", "©wrt part 2 Nora", " the folder “Book {Zoe}” Zoe"}
	for i, c := range got {
		if i < len(want) && c.Tag+" "+c.Where.String()+" "+c.Value != want[i] {
			t.Errorf("%d: %+v, want %s", i, c, want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%+v", got)
	}
	s.SetEveryFile(true)
	s.settle()
	for _, b := range s.rows() {
		if got := s.asked(b.ID, book.Title); len(got) == 0 || got[0].Value != b.Title || got[0].Source != b.Sources[book.Title] {
			t.Errorf("%q because of %+v", b.Title, got)
		}
	}
	s.SetEveryFile(false)
	s.settle()
	s.editAll([]book.ID{id}, map[string]*string{"narrators": typed("Me")})
	if got := s.asked(id, book.Narrators); got[0].Source != book.FromEdit || got[1].Value != "Nell, Nora" {
		t.Errorf("%+v", got)
	}
	if got := s.asked(99, book.Title); got != nil {
		t.Errorf("%+v", got)
	}
}

// Why says that a tag for the year has no year, when another source has one.
func TestWhyRejectsAnOddYear(t *testing.T) {
	root := t.TempDir()
	check(t, makeSound(filepath.Join(root, "Ann/1999 - Book/1.mp3"), "album=Book", "date=0001"))
	s := kept(t, Options{Prober: probe.Native{}})
	s.AddRoot(root)
	s.rest()
	for _, b := range s.asBooks() {
		got := s.asked(b.ID, book.Year)
		if len(got) != 2 || got[0].Value != "1999" || got[1].Tag != "TDRC" || got[1].Value != "0001" || got[1].Rejected.String() != "which is not a year" {
			t.Errorf("%+v", got)
		}
	}
}

// Why does not wait for the owner, and the last of several questions is answered.
func TestWhyDoesNotWait(t *testing.T) {
	root := tree(t, "a.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	id := s.ids()[root+"/a.mp3"]
	answers := make(chan book.Field, 3)
	s.tell(func(*owner) { // it cannot read its questions now
		for _, f := range []book.Field{book.Title, book.Year, book.ISBN} {
			s.Why(id, f, func([]Claim) { answers <- f })
			s.Prefer(id)
		}
	})
	if got := <-answers; got != book.ISBN || len(answers) > 0 {
		t.Errorf("%s is answered first, %d more", got, len(answers))
	}
}

func makeSound(path string, tags ...string) error {
	line := []string{"-v", "error", "-nostdin", "-f", "lavfi", "-i", "sine=d=1"}
	for _, tag := range tags {
		line = append(line, "-metadata", tag)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return exec.Command("ffmpeg", append(line, path)...).Run()
}
