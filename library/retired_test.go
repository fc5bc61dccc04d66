package library

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
)

// The user's edits come back with the files, and so does how far the user listened, for
// whatever reason the rows left the list.
func TestTypedComesBack(t *testing.T) {
	t.Parallel()
	for _, gone := range []struct {
		name string
		do   func(s *opened, root string)
		back func(s *opened, root string) // makes a scan find the files again
	}{
		{"the root was removed",
			func(s *opened, root string) { s.RemoveRoot(root) },
			func(s *opened, root string) { s.AddRoot(root) }},
		{"a pattern passes over it",
			func(s *opened, root string) { s.Configure(root, Settings{Patterns: "Ann"}) },
			func(s *opened, root string) { s.Configure(root, Settings{}) }},
		{"a marker hides it",
			func(s *opened, root string) { write(s.t, root+"/Ann/.nomedia", ""); s.rescan() },
			func(s *opened, root string) { check(s.t, os.Remove(root+"/Ann/.nomedia")); s.rescan() }},
		{"a marker hides it, as a scan of its folder finds",
			func(s *opened, root string) { write(s.t, root+"/Ann/.ignore", ""); s.rescan(root + "/Ann") },
			func(s *opened, root string) { check(s.t, os.Remove(root+"/Ann/.ignore")); s.rescan(root + "/Ann") }},
		{"it was moved to the trash and back",
			func(s *opened, root string) {
				_, err := s.trashFiles(s.filesOf(s.ids()[root+"/Ann/a.mp3"]), func(path string) (trashPlace, error) {
					return trashPlace{}, os.Rename(path, root+"/a.trashed")
				})
				check(s.t, err)
			},
			func(s *opened, root string) {
				check(s.t, os.Rename(root+"/a.trashed", root+"/Ann/a.mp3"))
				s.rescan()
			}},
		{"a missing row was removed",
			func(s *opened, root string) {
				check(s.t, os.Rename(root+"/Ann/a.mp3", root+"/a.away"))
				s.rescan()
				s.Remove(s.ids()[root+"/Ann/a.mp3"])
			},
			func(s *opened, root string) {
				check(s.t, os.Rename(root+"/a.away", root+"/Ann/a.mp3"))
				s.rescan()
			}},
		{"the library was removed, and a copy of it added",
			func(s *opened, root string) { s.RemoveRoot(root) },
			func(s *opened, root string) {
				check(s.t, os.Rename(root, root+" moved"))
				s.AddRoot(root + " moved")
			}},
	} {
		for _, restart := range []bool{false, true} {
			name := gone.name
			if restart {
				name += ", after a restart"
			}
			t.Run(name, func(t *testing.T) {
				root := filepath.Join(tree(t), "root")
				grow(t, root, "Ann/a.mp3", "Ben/b.mp3", "Ben/c.mp3")
				opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
				s := kept(t, opts)
				s.AddRoot(root)
				s.rest()
				was := s.rows()[root+"/Ann/a.mp3"]
				s.editAll([]book.ID{was.ID}, map[string]*string{"title": typed("Mine")})
				s.stopped(was.ID, time.Second, time.Unix(20, 0))
				s.MarkAs(Finished, time.Unix(30, 0), was.ID)
				s.settle()
				gone.do(s, root)
				s.settle()
				if s.rows()[root+"/Ann/a.mp3"] != nil {
					t.Fatal(s.ids())
				}
				if restart {
					s = s.again(opts)
				}
				gone.back(s, root)
				s.rest()
				for path, b := range s.rows() {
					if filepath.Base(path) == "a.mp3" {
						if want := (book.Listening{Position: time.Second, Played: 20e9, Started: 20e9, Finished: 30e9}); b.Listening == nil || !b.Listening.Same(&want) {
							t.Errorf("%+v, want %+v", b.Listening, want)
						}
						if b.ID != was.ID || b.Added != was.Added || b.Title != "Mine" || b.State != book.Probed {
							t.Errorf("%+v", b)
						}
						return
					}
				}
				t.Errorf("it did not come back: %v", s.ids())
			})
		}
	}
}

// RetiredEdits counts the edits of books that are no longer listed. ForgetRetiredEdits
// deletes them and no others, and can be undone.
func TestForgetRetiredEdits(t *testing.T) {
	t.Parallel()
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ben/b.mp3", "Cat/c.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	id := func(name string) book.ID { return s.ids()[root+"/"+name] }
	s.editAll([]book.ID{id("Ann/1.mp3"), id("Ann/2.mp3")}, map[string]*string{"title": typed("Mine"), "year": typed("")})
	s.editAll([]book.ID{id("Ben/b.mp3")}, map[string]*string{"title": typed("Ours")})
	s.editAll([]book.ID{id("Cat/c.mp3")}, map[string]*string{"title": typed("Theirs")})
	if n := s.RetiredEdits(); n != 0 {
		t.Errorf("%d edits of books that are listed", n)
	}
	s.Configure(root, Settings{Patterns: "Ann\nBen"})
	s.settle()
	s = s.again(opts)
	if n := s.RetiredEdits(); n != 3 {
		t.Errorf("%d edits, want two of one book and one of another", n)
	}
	s.ForgetRetiredEdits()
	if n := s.RetiredEdits(); n != 0 {
		t.Errorf("%d edits after they were forgotten", n)
	}
	s.Undo()
	if n := s.RetiredEdits(); n != 3 {
		t.Errorf("%d edits after Undo", n)
	}
	s.Redo()
	s = s.again(opts)
	if n := s.RetiredEdits(); n != 0 {
		t.Errorf("%d edits after a restart", n)
	}
	s.Configure(root, Settings{})
	s.rest()
	for name, title := range map[string]string{"Ann/1.mp3": "1.mp3", "Ann/2.mp3": "2.mp3", "Ben/b.mp3": "b.mp3", "Cat/c.mp3": "Theirs"} {
		if b := s.rows()[root+"/"+name]; b == nil || b.Title != title {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

// A root that is removed and added again unchanged is not read again.
func TestRemovedRootIsNotReadAgain(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3")
	prober := &reader{}
	s := kept(t, Options{Prober: prober})
	s.AddRoot(root)
	s.rest()
	s.RemoveRoot(root)
	prober.takeCalls()
	s.AddRoot(root)
	s.rest()
	if calls := prober.takeCalls(); len(calls) > 0 || !s.all(2, book.Probed) {
		t.Errorf("%v %v", calls, s.states())
	}
}

// Temporary files of taggers and converters leave no rows, and a file that is rewritten
// in place keeps its row.
func TestTemporaryFiles(t *testing.T) {
	root := tree(t, "Ann/Book 1.mp3", "Ann/Book 2.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	want := s.ids()
	for range 2 {
		write(t, root+"/Ann/Book 1-temp-4711.mp3", "the book, with new tags")
		write(t, root+"/Ann/work.wav", "a converter's")
		s.rescan()
		s.rest()
		check(t, os.Rename(root+"/Ann/Book 1-temp-4711.mp3", root+"/Ann/Book 1.mp3"))
		check(t, os.Remove(root+"/Ann/work.wav"))
		s.rescan()
		s.rest()
		got := s.ids()
		if len(got) != len(want) || !s.all(2, book.Probed) {
			t.Errorf("%v, want %v", got, want)
		}
		for path, id := range want {
			if got[path] != id {
				t.Errorf("%s is %d, was %d", path, got[path], id)
			}
		}
		if title := s.rows()[root+"/Ann/Book 1.mp3"].Title; title != "the book, with new tags" {
			t.Errorf("title %q", title)
		}
	}
	// The row of one that the user edited stays.
	write(t, root+"/Ann/new.mp3", "new")
	s.rescan()
	s.rest()
	s.editAll([]book.ID{s.ids()[root+"/Ann/new.mp3"]}, map[string]*string{"title": typed("Mine")})
	check(t, os.Remove(root+"/Ann/new.mp3"))
	s.rescan()
	if b := s.rows()[root+"/Ann/new.mp3"]; b == nil || b.State != book.Missing {
		t.Errorf("%+v", b)
	}
}
