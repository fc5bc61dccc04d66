package library

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

func typed(s string) *string { return &s }

// Edits are shown at once, are kept, follow files that move, and can be undone and
// redone.
func TestEdit(t *testing.T) {
	root := tree(t, "Ann/a.mp3", "b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	id := s.ids()[root+"/Ann/a.mp3"]
	is := func(when, title string) {
		t.Helper()
		s.SetEveryFile(false)
		s.settle()
		for path, b := range s.rows() {
			want := filepath.Base(path)
			if b.ID == id {
				want = title
			}
			if b.Title != want {
				t.Errorf("%s: %s is %q, want %q", when, path, b.Title, want)
			}
		}
	}
	s.editAll([]book.ID{id}, map[string]*string{"title": typed("Mine")})
	is("typed", "Mine")
	s.editAll([]book.ID{id}, map[string]*string{"title": typed("Mine")}) // changes nothing
	s.Undo()
	is("taken back", "a.mp3")
	if st := s.Status(); st.CanUndo() || !st.CanRedo() {
		t.Errorf("%+v", st)
	}
	s.Undo() // nothing is left to undo
	s.Redo()
	is("done again", "Mine")
	s = s.again(opts)
	is("started again", "Mine")
	check(t, os.Rename(root+"/Ann", root+"/Zoe"))
	s.rescan()
	is("moved", "Mine")
	s.editAll([]book.ID{id}, map[string]*string{"title": nil})
	is("taken back for good", "a.mp3")
	s = s.again(opts)
	is("started again", "a.mp3")
}

// While the user types, the book leaves the list. It has the edit when it returns.
func TestEditOfBookThatLeftMeanwhile(t *testing.T) {
	root := tree(t, "Ann/Book/1.mp3", "Ann/Book/2.mp3", "b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	id := s.ids()[root+"/Ann/Book"]
	write(t, root+"/Ann/.ignore", "")
	s.rescan()
	if n := len(s.rows()); n != 1 {
		t.Fatalf("%d rows", n)
	}
	s.Edit(map[book.ID]map[string]*string{id: {"title": typed("Mine")}})
	s = s.again(opts)
	s.SetEveryFile(false)
	check(t, os.Remove(root+"/Ann/.ignore"))
	s.rescan()
	if b := s.rows()[root+"/Ann/Book"]; b == nil || b.ID != id || b.Title != "Mine" {
		t.Errorf("%+v", b)
	}
}

// A book was copied elsewhere, and the user edits the copy while the original is deleted.
// This makes the copy the old row at a new path, which has the edit.
func TestEditOfCopyWhoseOriginalGoesMeanwhile(t *testing.T) {
	root := tree(t, "Ann/a.mp3", "b.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	id := s.ids()[root+"/Ann/a.mp3"]
	check(t, os.CopyFS(root+"/Zoe", os.DirFS(root+"/Ann")))
	s.rescan()
	s.rest()
	edited := s.ids()[root+"/Zoe/a.mp3"]
	check(t, os.RemoveAll(root+"/Ann"))
	s.rescan()
	s.rest()
	if now := s.ids()[root+"/Zoe/a.mp3"]; now != id || edited == id {
		t.Fatalf("the book is %d, was %d", now, id)
	}
	s.editAll([]book.ID{edited}, map[string]*string{"title": typed("Mine")})
	s.settle()
	if b := s.rows()[root+"/Zoe/a.mp3"]; b.ID != id || b.Title != "Mine" {
		t.Errorf("%d %q", b.ID, b.Title)
	}
}

// Edit is one command, even with different fields for several books.
func TestEditOfSeveral(t *testing.T) {
	root := tree(t, "Ann/a.mp3", "Bea/b.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	a, b := s.ids()[root+"/Ann/a.mp3"], s.ids()[root+"/Bea/b.mp3"]
	titles := func() map[book.ID]string {
		s.settle()
		all := map[book.ID]string{}
		for _, b := range s.rows() {
			all[b.ID] = b.Title
		}
		return all
	}
	before := titles()
	s.Edit(map[book.ID]map[string]*string{a: {"title": typed("One")}, b: {"title": typed("Two")}})
	if got := titles(); got[a] != "One" || got[b] != "Two" {
		t.Errorf("%v", got)
	}
	s.Undo()
	if got := titles(); !maps.Equal(got, before) || s.Status().CanUndo() {
		t.Errorf("after one undo: %v, more to undo: %v", got, s.Status().CanUndo())
	}
}

// Typed counts the edits of a book. ForgetEdits deletes them and no others, and Undo
// restores them.
func TestForgetEdits(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	a, b, c := ids[root+"/a.mp3"], ids[root+"/b.mp3"], ids[root+"/c.mp3"]
	s.editAll([]book.ID{a, b, c}, map[string]*string{"title": typed("Mine")})
	s.editAll([]book.ID{a}, map[string]*string{"year": typed("1999")})
	titles := func(want string) {
		t.Helper()
		s.settle()
		for _, name := range []string{"a.mp3", "b.mp3"} {
			w := want
			if w == "" {
				w = name
			}
			if b := s.rows()[filepath.Join(root, name)]; b.Title != w || b.Typed != (want != "") {
				t.Errorf("%s is called %q, want %q; edited: %t", name, b.Title, w, b.Typed)
			}
		}
		if got := s.rows()[root+"/c.mp3"].Title; got != "Mine" {
			t.Errorf("the other book is called %q", got)
		}
	}
	if n := s.Typed(a, b); n != 3 {
		t.Errorf("%d fields, want 3", n)
	}
	s.ForgetEdits(a, b)
	if n := s.Typed(a, b); n != 0 {
		t.Errorf("%d fields, want none", n)
	}
	titles("")
	s.Undo()
	titles("Mine")
	s.Redo()
	s = s.again(opts)
	titles("")
}
