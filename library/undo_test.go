package library

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"lectern/library/book"
)

// One history holds all that the user did: a removal is taken back and done again as
// an edit is, in the order it happened.
func TestUndoOfARemoval(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	a, b, c := ids[root+"/a.mp3"], ids[root+"/b.mp3"], ids[root+"/c.mp3"]
	check(t, os.Remove(root+"/c.mp3"))
	s.rescan()
	s.Edit([]book.ID{a, c}, map[string]*string{"title": typed("Typed")})
	s.Remove(a, b, c)
	same(t, "after the removal", s.atRest(), root)
	s.Undo()
	same(t, "after undo", s.atRest(), root, "a.mp3", "b.mp3", "c.mp3")
	if got := s.rows()[root+"/c.mp3"]; got == nil || got.Title != "Typed" || got.State != book.Missing {
		t.Errorf("%+v", got)
	}
	s.Redo()
	same(t, "after redo", s.atRest(), root)
	s.Undo()
	s.Undo()
	for path, r := range s.atRest() {
		if r.Title == "Typed" {
			t.Errorf("%s: the edit before the removal is not taken back", path)
		}
	}
	s.Redo()
	s.Remove(b)
	s.Restore(b)
	s.Undo() // of Restore
	same(t, "hidden again", s.atRest(), root, "a.mp3", "c.mp3")
	s.Undo()
	s = s.again(opts)
	s.rest()
	same(t, "after a new start", s.atRest(), root, "a.mp3", "b.mp3", "c.mp3")
	if got := s.rows()[root+"/c.mp3"]; got == nil || got.Title != "Typed" {
		t.Errorf("%+v", got)
	}
}

// What was moved to the bin comes back with all that was typed about it.
func TestUndoOfTheBin(t *testing.T) {
	if !BinReturns {
		t.Skip("this system's bin has no way back on " + runtime.GOOS)
	}
	binHome(t)
	root := tree(t, "one two/ü, %41.mp3", "one two/b\n.mp3", "c.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true})
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	first, second := root+"/one two/ü, %41.mp3", root+"/one two/b\n.mp3"
	s.Edit([]book.ID{ids[first]}, map[string]*string{"title": typed("Typed")})
	check(t, s.Bin(ids[first], ids[second]))
	same(t, "in the bin", s.atRest(), root, "c.mp3")

	back := func(want ...string) {
		t.Helper()
		s.until("rows", func() bool { return len(s.rows()) == len(want) })
		same(t, "rows", s.atRest(), root, want...)
	}
	s.Undo()
	back("one two/ü, %41.mp3", "one two/b\n.mp3", "c.mp3")
	if r := s.rows()[first]; r.Title != "Typed" || r.ID != ids[first] {
		t.Errorf("%d %q, want %d with its edit", r.ID, r.Title, ids[first])
	}
	s.Redo()
	back("c.mp3")

	// What stands there meanwhile is not written over, and it is told.
	write(t, first, "another")
	s.rescan()
	s.Undo()
	back("one two/ü, %41.mp3", "one two/b\n.mp3", "c.mp3")
	if got, err := os.ReadFile(first); err != nil || string(got) != "another" {
		t.Errorf("%q, %v", got, err)
	}
	if len(s.Status().Notices) == 0 {
		t.Error("nothing tells of the file that stayed in the bin")
	}
}
