package library

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// All commands share one history: removals are undone and redone like edits, in order.
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
	s.editAll([]book.ID{a, c}, map[string]*string{"title": typed("Typed")})
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
			t.Errorf("%s: the edit before the removal is not undone", path)
		}
	}
	s.Redo()
	s.Remove(b)
	s.Unhide(b)
	s.Undo() // reverts Unhide
	same(t, "hidden again", s.atRest(), root, "a.mp3", "c.mp3")
	s.Undo()
	s = s.again(opts)
	s.rest()
	same(t, "after a new start", s.atRest(), root, "a.mp3", "b.mp3", "c.mp3")
	if got := s.rows()[root+"/c.mp3"]; got == nil || got.Title != "Typed" {
		t.Errorf("%+v", got)
	}
}

// Undo restores a removed root with its settings, edits, missing and hidden rows, even if
// its drive is no longer there.
func TestUndoOfARootsRemoval(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true}
	s := kept(t, opts)
	s.AddRoot(root)
	set := Settings{Poll: time.Hour, Workers: 1}
	s.Configure(root, set)
	s.rest()
	before := s.ids()
	check(t, os.Remove(root+"/b.mp3"))
	s.rescan()
	s.editAll([]book.ID{before[root+"/a.mp3"], before[root+"/b.mp3"]}, map[string]*string{"title": typed("Typed")})
	s.Remove(before[root+"/c.mp3"])
	s.RemoveRoot(root)
	same(t, "after the removal", s.atRest(), root)
	away := root + " away"
	check(t, os.Rename(root, away))
	t.Cleanup(func() { os.RemoveAll(away) })

	back := func(when string, state RootState) {
		t.Helper()
		s.until(when, func() bool { return len(s.Status().Roots) == 1 && s.root(root).State == state })
		same(t, when, s.atRest(), root, "a.mp3", "b.mp3")
		for path, r := range s.rows() {
			if r.Title != "Typed" || r.ID != before[path] || (r.State == book.Missing) != (path == root+"/b.mp3") {
				t.Errorf("%s: %s: %d %q %s", when, path, r.ID, r.Title, r.State)
			}
		}
		if s.root(root).Settings != set {
			t.Errorf("%s: %+v", when, s.root(root).Settings)
		}
	}
	s.Undo()
	back("after undo", RootOffline)
	s.Redo()
	same(t, "after redo", s.atRest(), root)
	s.Undo()
	check(t, os.Rename(away, root))
	s.rescan()
	back("plugged in", RootReady)
	s = s.again(opts)
	s.rest()
	back("after a new start", RootReady)
}

// TestUndoOfARemovalInsideALaterRoot: Undo restores a root although one around it was added
// meanwhile. Its files are its own again, those that came meanwhile included.
func TestUndoOfARemovalInsideALaterRoot(t *testing.T) {
	root := tree(t, "Ann/a.mp3", "Ann/b.mp3", "c.mp3")
	inner := filepath.Join(root, "Ann")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true}
	s := kept(t, opts)
	s.AddRoot(inner)
	s.rest()
	before := s.ids()
	s.RemoveRoot(inner)
	s.AddRoot(root)
	s.rest()
	grow(t, inner, "new.mp3")
	s.rescan()
	s.Undo()
	s.settle()
	all := func(when string) {
		t.Helper()
		same(t, when, s.rows(), root, "Ann/a.mp3", "Ann/b.mp3", "Ann/new.mp3", "c.mp3")
		for path, id := range before {
			if b := s.rows()[path]; b == nil || b.ID != id || b.State != book.Probed {
				t.Errorf("%s: %s: %+v", when, path, b)
			}
		}
		if in, around := s.root(inner).Files, s.root(root).Files; in != 3 || around != 1 {
			t.Errorf("%s: %d files inside, %d around it", when, in, around)
		}
	}
	all("after undo")
	s.rescan()
	all("scanned again")
	s = s.again(opts)
	s.rest()
	all("after a new start")
}

// TestRemovalOfARootThatIsGone: a removal that finds no root is nothing that Undo reverts.
func TestRemovalOfARootThatIsGone(t *testing.T) {
	root := tree(t, "a.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	for _, want := range []bool{true, false} {
		if s.RemoveRoot(root) != want {
			t.Errorf("not %v", want)
		}
	}
	if got := s.Status().Steps; got != 1 {
		t.Errorf("%d steps", got)
	}
}

// TestUndoOfARemovalWhileLoading: Undo lists the rows that the catalogue gave after their root
// was removed, too.
func TestUndoOfARemovalWhileLoading(t *testing.T) {
	root := tree(t, numbered(3000)...)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	s.Close()
	check(t, os.Rename(root, root+" away"))
	hold := make(chan struct{})
	opts.HoldBack = hold
	s = kept(t, opts)
	s.until("the first rows", func() bool { return s.View().Len() > 0 })
	if n := s.View().Len(); n == 3000 {
		t.Fatal("all rows came at once")
	}
	s.RemoveRoot(root)
	close(hold)
	s.settle()
	if n := s.View().Total(); n != 0 {
		t.Errorf("%d rows of the removed root", n)
	}
	s.Undo()
	s.settle()
	if n := s.View().Total(); n != 3000 {
		t.Errorf("%d rows", n)
	}
}

// When an inner root is removed, its rows pass to the outer root. Undo returns them,
// unless the user has added the inner root again.
func TestUndoOfAnInnerRootsRemoval(t *testing.T) {
	outer := tree(t, "in/a.mp3", "b.mp3")
	inner := outer + "/in"
	s := kept(t, Options{EveryFile: true})
	s.AddRoot(inner)
	s.AddRoot(outer)
	s.rest()
	files := func(when string, in, out int) {
		t.Helper()
		s.rest()
		if len(s.Status().Roots) != 2 || s.root(inner).Files != in || s.root(outer).Files != out || s.View().Len() != 2 {
			t.Errorf("%s: %+v, %d rows", when, s.Status().Roots, s.View().Len())
		}
	}
	files("before", 1, 1)
	s.RemoveRoot(inner)
	s.rest()
	s.Undo()
	files("after undo", 1, 1)
	s.RemoveRoot(outer)
	s.AddRoot(outer)
	s.rest()
	s.Undo()
	files("added again", 1, 1)
}

// Undo restores files from the trash, with their edits.
func TestUndoOfTheTrash(t *testing.T) {
	if !TrashReturns {
		t.Skip("files cannot be restored from the trash on " + runtime.GOOS)
	}
	trashHome(t)
	root := tree(t, "one two/ü, %41.mp3", "one two/b\n.mp3", "c.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true})
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	first, second := root+"/one two/ü, %41.mp3", root+"/one two/b\n.mp3"
	s.editAll([]book.ID{ids[first]}, map[string]*string{"title": typed("Typed")})
	_, err := s.Trash(s.filesOf(ids[first], ids[second]))
	check(t, err)
	same(t, "in the trash", s.atRest(), root, "c.mp3")

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

	// A file that is at the path now is not overwritten, and a notice says so.
	write(t, first, "another")
	s.rescan()
	s.Undo()
	back("one two/ü, %41.mp3", "one two/b\n.mp3", "c.mp3")
	if got, err := os.ReadFile(first); err != nil || string(got) != "another" {
		t.Errorf("%q, %v", got, err)
	}
	if len(s.Status().Notices) == 0 {
		t.Error("no notice mentions the file that stayed in the trash")
	}

	// Redo moves the file that came back to the trash, not the one in its place.
	s.Redo()
	back("one two/ü, %41.mp3", "c.mp3")
	if got, err := os.ReadFile(first); err != nil || string(got) != "another" {
		t.Errorf("%q, %v", got, err)
	}
	check(t, os.Remove(first))
	s.rescan()
	s.Undo()
	back("one two/ü, %41.mp3", "one two/b\n.mp3", "c.mp3")
}

// TestUndoOfTheTrashAtOnce: commands about the trash that follow each other at once happen
// one after the other.
func TestUndoOfTheTrashAtOnce(t *testing.T) {
	if !TrashReturns {
		t.Skip("files cannot be restored from the trash on " + runtime.GOOS)
	}
	trashHome(t)
	root := tree(t, numbered(60)...)
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), EveryFile: true})
	s.AddRoot(root)
	s.rest()
	var ids []book.ID
	for _, id := range s.ids() {
		ids = append(ids, id)
	}
	_, err := s.Trash(s.filesOf(ids...))
	check(t, err)
	for range 2 {
		s.Undo()
		s.Redo()
	}
	s.Undo()
	s.until("all files", func() bool { return s.count(book.Probed) == len(ids) })
	same(t, "rows", s.atRest(), root, numbered(60)...)
	if n := s.Status().Notices; len(n) > 0 {
		t.Errorf("the user is told: %v", n)
	}
}

// TestUndoOfARating: ratings of a book in quick succession are one command.
func TestUndoOfARating(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var rows [3]state.Row
		file := func(i int, before, after string) edit {
			return edit{textChange{&rows[i], book.Rating.String(), &before, &after}}
		}
		rated := Undoable{Action: Edited, Field: book.Rating, Books: 1}
		var h history
		h.add(rated, file(1, "", "0.5"), time.Now())
		h.add(rated, file(1, "0.5", "1"), time.Now())
		time.Sleep(oneRating)
		h.add(rated, file(1, "1", "1.5"), time.Now())
		if c := h.done[0].edit.texts()[0]; len(h.done) != 1 || *c.before != "" || *c.after != "1.5" {
			t.Errorf("%+v", h.done)
		}
		time.Sleep(oneRating + 1)
		h.add(rated, file(1, "1.5", "2"), time.Now())
		h.add(rated, file(2, "", "2"), time.Now())
		h.add(Undoable{Action: Edited, Field: book.Note, Books: 1}, file(2, "", "2"), time.Now())
		if len(h.done) != 4 {
			t.Errorf("%d commands, want 4", len(h.done))
		}
	})
}

// TestUndoAfterTheFirstFileLeft: Undo is about the files of the command, although another
// file has the ID of the first one meanwhile.
func TestUndoAfterTheFirstFileLeft(t *testing.T) {
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/3.mp3", "Bob/4.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	for i, publisher := range []string{"A", "B", "C"} {
		s.editAll([]book.ID{s.ids()[fmt.Sprintf("%s/Ann/%d.mp3", root, i+1)]}, map[string]*string{"publisher": &publisher})
	}
	s.SetEveryFile(false)
	s.rest()
	was := s.rows()[root+"/Ann"]
	s.editAll([]book.ID{was.ID}, map[string]*string{"publisher": typed("Mine")})
	s.rest()
	first := was.Files[slices.IndexFunc(was.Files, func(f *book.File) bool { return f.ID == was.ID })].Name()
	check(t, os.Mkdir(root+"/Zoe", 0o755))
	check(t, os.Rename(root+"/Ann/"+first, root+"/Zoe/"+first))
	s.rescan()
	s.rest()
	if s.rows()[root+"/Ann"].ID != was.ID {
		t.Fatal("the book has another ID")
	}
	is := func(when, want string) {
		t.Helper()
		got := map[string]string{}
		s.tell(func(o *owner) {
			for _, r := range o.state.Listed.ByID {
				got[r.File.Name()] = r.Edits["publisher"]
			}
		})
		if text := got["1.mp3"] + " " + got["2.mp3"] + " " + got["3.mp3"]; text != want {
			t.Errorf("%s: %q, want %q", when, text, want)
		}
	}
	is("typed", "Mine Mine Mine")
	s.Undo()
	is("undone", "A B C")
	s.Redo()
	is("redone", "Mine Mine Mine")
	s.Undo()
	s = s.again(opts)
	s.rest()
	is("after a restart", "A B C")
}

// TestUndoOfARemovalOfARootThatWasAddedAgain: a scan finds the files that are there, and Undo
// brings back those that are missing.
func TestUndoOfARemovalOfARootThatWasAddedAgain(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	gone := root + "/b.mp3"
	s.editAll([]book.ID{ids[gone]}, map[string]*string{"title": typed("Mine")})
	check(t, os.Remove(gone))
	s.rescan()
	s.RemoveRoot(root)
	s.rest()
	s.AddRoot(root)
	s.rest()
	s.Undo()
	s.rest()
	if b := s.rows()[gone]; b == nil || b.ID != ids[gone] || b.State != book.Missing || b.Title != "Mine" {
		t.Errorf("%+v, %v", b, s.ids())
	}
	same(t, "rows", s.rows(), root, "a.mp3", "b.mp3", "c.mp3")
	s.Redo()
	s.rest()
	if len(s.rows()) != 0 {
		t.Errorf("removed again: %v", s.ids())
	}
}
