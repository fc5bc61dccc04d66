package library

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/transfer"
)

// TestCopies: what the user knows of a book is the same for all its copies, and what the
// user typed over the metadata of one is not. A file that several books have makes no
// copies of them.
func TestCopies(t *testing.T) {
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/credits.mp3", "Bob/3.mp3", "Bob/credits.mp3")
	s := kept(t, Options{})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	is := func(when string, want map[string]string) {
		t.Helper()
		s.rest()
		rows := s.rows()
		for folder, want := range want {
			b := rows[root+"/"+folder]
			if b == nil {
				t.Errorf("%s: no %s", when, folder)
				continue
			}
			if got := b.Lines(book.Rating) + " " + b.Lines(book.Note) + " " + b.Lines(book.Publisher) + " " + b.Position().String(); got != want {
				t.Errorf("%s: %s has %q, want %q", when, folder, got, want)
			}
		}
	}
	id := func(folder string) book.ID { return s.ids()[root+"/"+folder] }
	ann := id("Ann")
	s.editAll([]book.ID{ann}, map[string]*string{"rating": typed("4.5"), "publisher": typed("Mine")})
	s.stopped(s.rows()[root+"/Ann"].Files[1].ID, 30*time.Millisecond, time.Unix(20, 0))
	is("typed", map[string]string{"Ann": "4.5  Mine 1.03s", "Bob": "   0s"})

	check(t, os.CopyFS(root+"/Zoe", os.DirFS(root+"/Ann")))
	s.rescan()
	is("copied", map[string]string{"Ann": "4.5  Mine 1.03s", "Zoe": "4.5   1.03s", "Bob": "   0s"})

	s.editAll([]book.ID{id("Zoe")}, map[string]*string{"rating": typed("2"), "note": typed("again"), "publisher": typed("Theirs")})
	is("the copy edited", map[string]string{"Ann": "2 again Mine 1.03s", "Zoe": "2 again Theirs 1.03s", "Bob": "   0s"})
	s.Undo()
	is("undone", map[string]string{"Ann": "4.5  Mine 1.03s", "Zoe": "4.5   1.03s"})
	s.stopped(s.rows()[root+"/Zoe"].Files[0].ID, 10*time.Millisecond, time.Unix(30, 0))
	is("the copy played", map[string]string{"Ann": "4.5  Mine 10ms", "Zoe": "4.5   10ms"})
	speeds := func() string {
		var all []string
		for _, folder := range []string{"Ann", "Zoe", "Bob"} {
			all = append(all, fmt.Sprint(s.rows()[root+"/"+folder].Speed()))
		}
		return strings.Join(all, " ")
	}
	s.SetSpeed(1.5, id("Zoe"))
	s.rest()
	if got, want := speeds(), "1.5 1.5 0"; got != want {
		t.Errorf("the copies have the speeds %s, want %s", got, want)
	}

	check(t, os.CopyFS(root+"/Yan", os.DirFS(root+"/Ann")))
	s.rescan()
	is("copied again", map[string]string{"Yan": "4.5   10ms"})
	check(t, os.RemoveAll(root+"/Ann"))
	s.rescan()
	is("the first is gone", map[string]string{"Zoe": "4.5   10ms", "Yan": "4.5  Mine 10ms", "Bob": "   0s"})
	if got := id("Yan"); got != ann {
		t.Errorf("the book is %d, was %d", got, ann)
	}
}

// TestCopiesOfARetiredBook: two copies of a book that left the list are ambiguous. Both
// have what the user knew of it.
func TestCopiesOfARetiredBook(t *testing.T) {
	root := tree(t, "old/Ann/1.mp3", "old/Ann/2.mp3")
	s := kept(t, Options{})
	s.SetEveryFile(false)
	s.AddRoot(root + "/old")
	s.rest()
	ids := []book.ID{s.ids()[root+"/old/Ann"]}
	s.editAll(ids, map[string]*string{"rating": typed("3"), "title": typed("Mine")})
	s.settle()
	s.RemoveRoot(root + "/old")
	check(t, os.CopyFS(root+"/new/x", os.DirFS(root+"/old/Ann")))
	check(t, os.CopyFS(root+"/new/y", os.DirFS(root+"/old/Ann")))
	s.AddRoot(root + "/new")
	s.rest()
	for path, b := range s.rows() {
		if b.Lines(book.Rating) != "3" || b.Title == "Mine" {
			t.Errorf("%s: %q %q", path, b.Lines(book.Rating), b.Title)
		}
	}
}

// TestNoCopiesInEveryFile: where each file is a row, the same file in two books makes no
// copies: neither is rated or played with the other.
func TestNoCopiesInEveryFile(t *testing.T) {
	root := tree(t, "Ann/1.mp3", "Ann/credits.mp3", "Bob/3.mp3", "Bob/credits.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	s.editAll([]book.ID{ids[root+"/Ann/credits.mp3"]}, map[string]*string{"rating": typed("4.5")})
	s.stopped(ids[root+"/Ann/credits.mp3"], time.Second, time.Unix(20, 0))
	grow(t, root, "Cat/5.mp3", "Cat/credits.mp3")
	s.rescan()
	for _, everyFile := range []bool{true, false, true} {
		s.SetEveryFile(everyFile)
		s.rest()
		for path, b := range s.rows() {
			if (b.Own != nil || b.Listening != nil) != strings.HasPrefix(path, root+"/Ann") && path != root+"/Ann/1.mp3" {
				t.Errorf("every file %v: %s: %+v %+v", everyFile, path, b.Own, b.Listening)
			}
		}
	}
}

// TestCopiesAreCounted: a command says how many books it changes, the copies included, and
// so does the preview of an import.
func TestCopiesAreCounted(t *testing.T) {
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Bob/3.mp3")
	s := kept(t, Options{})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	check(t, os.CopyFS(root+"/Yan", os.DirFS(root+"/Ann")))
	check(t, os.CopyFS(root+"/Zoe", os.DirFS(root+"/Ann")))
	s.rescan()
	s.rest()
	ids := s.ids()
	ann, bob, zoe := ids[root+"/Ann"], ids[root+"/Bob/3.mp3"], ids[root+"/Zoe"]
	for _, c := range []struct {
		ids  []book.ID
		want int
	}{{[]book.ID{bob}, 1}, {[]book.ID{ann}, 3}, {[]book.ID{ann, zoe}, 3}, {[]book.ID{zoe, bob}, 4}} {
		if n := s.MarkAs(Finished, time.Unix(10, 0), c.ids...); n != c.want {
			t.Errorf("%v: %d books are finished, want %d", c.ids, n, c.want)
		}
		s.settle()
		if got := s.Status().Undo.Books; got != c.want {
			t.Errorf("%v: Undo is about %d books, want %d", c.ids, got, c.want)
		}
		s.Undo()
	}
	if n := s.MarkAs(Abandoned, time.Unix(10, 0), ann); n != 3 {
		t.Errorf("%d books are abandoned, want 3", n)
	}
	s.Undo()
	s.editAll([]book.ID{ann}, map[string]*string{"rating": typed("2")})
	s.editAll([]book.ID{ann}, map[string]*string{"rating": typed("2.5")})
	s.settle()
	if got := s.Status().Undo; got.Books != 3 {
		t.Errorf("%+v", got)
	}
	s.Undo()
	s.settle()
	if b := s.rows()[root+"/Ann"]; b.Own != nil {
		t.Errorf("two ratings are two commands: %+v", b.Own)
	}
	var entries []ImportEntry
	for _, name := range []string{"Ann", "Bob/3.mp3"} {
		entries = append(entries, ImportEntry{Identity: transfer.Identity{Path: root + "/" + name, Title: strings.TrimSuffix(filepath.Base(name), ".mp3")}, State: transfer.State{Rating: 4}})
	}
	plans := s.PlanImport(entries)
	if len(plans[0].Copies) != 2 || len(plans[1].Copies) != 0 {
		t.Errorf("%v copies, %v copies", plans[0].Copies, plans[1].Copies)
	}
	if n := s.Import(plans, ImportAll); n != 4 {
		t.Errorf("%d books, want 4", n)
	}
	s.editAll([]book.ID{ann}, map[string]*string{"tags": typed("old")})
	s.Remove(zoe)
	s.settle()
	renamed := s.Rename(book.OwnTags, "old", "new")
	s.settle()
	s.until("the renaming", func() bool { return s.Status().Undo.Action == Renamed })
	if got := s.Status().Undo; got.Books != 3 || got != renamed {
		t.Errorf("Undo reverts %+v, and what was renamed is %+v", got, renamed)
	}
	s.SetEveryFile(true)
	s.settle()
	s.editAll([]book.ID{ann}, map[string]*string{"rating": typed("5")})
	s.until("an edit of a file", func() bool {
		got := s.Status().Undo
		return got.Action == Edited && got.Books == 1 && got.Files
	})
}
