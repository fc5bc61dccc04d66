package library

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lectern/library/book"
)

// trashHome puts the home of the trash into a folder of the tests, on the same disk as
// their files.
func trashHome(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_DATA_HOME", dir)
	return dir
}

// Trash moves a file unchanged to the system's trash, with its original path.
func TestTrash(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this system's trash cannot be replaced for a test")
	}
	data := trashHome(t)
	root := tree(t, "one/a.mp3", "one/b.mp3", "two/c.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	path := root + "/one/a.mp3"
	_, err := s.Trash(s.filesOf(ids[path]))
	check(t, err)
	if _, err := os.Lstat(path); !os.IsNotExist(err) {
		t.Error("it is still there: ", err)
	}
	same(t, "rows", s.atRest(), root, "one/b.mp3", "two/c.mp3")
	text, err := os.ReadFile(filepath.Join(data, "Trash/files/a.mp3"))
	if err != nil || string(text) != "a.mp3" {
		t.Errorf("%q, %v", text, err)
	}
	info, err := os.ReadFile(filepath.Join(data, "Trash/info/a.mp3.trashinfo"))
	if err != nil || !strings.Contains(string(info), "one/a.mp3") {
		t.Errorf("%q, %v", info, err)
	}

	// Of several files, only one that no longer exists fails, with the reason.
	check(t, os.Remove(root+"/one/b.mp3"))
	_, err = s.Trash(s.filesOf(ids[root+"/one/b.mp3"], ids[root+"/two/c.mp3"], 12345))
	if err == nil || !strings.Contains(err.Error(), "b.mp3") || strings.Contains(err.Error(), "c.mp3") {
		t.Error(err)
	}
	s.rescan()
	if rows := s.rows(); len(rows) != 1 || rows[root+"/one/b.mp3"].State != book.Missing {
		t.Errorf("%v", s.ids())
	}
	s = s.again(opts)
	if len(s.rows()) != 1 {
		t.Errorf("%v", s.ids())
	}
}

// atRest returns the rows once the library has settled.
func (s *opened) atRest() map[string]*book.Book {
	s.t.Helper()
	s.rescan()
	return s.rows()
}

// Roots are added inside and around each other in any order. Each file has one row, and
// removing one root keeps the rows of files that the other contains.
func TestOverlappingRoots(t *testing.T) {
	above := tree(t, "x.mp3", "in/a.mp3", "in/deep/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(above + "/in")
	s.rest()
	ids := s.ids()
	s.AddRoot(above)
	s.rest()
	check(t, os.Symlink(above+"/in", above+"/link"))
	s.rescan()
	same(t, "rows", s.rows(), above, "x.mp3", "in/a.mp3", "in/deep/b.mp3")
	s = s.again(opts)
	same(t, "rows", s.rows(), above, "x.mp3", "in/a.mp3", "in/deep/b.mp3")
	s.RemoveRoot(above + "/in")
	s.settle()
	now := s.ids()
	for path, id := range ids {
		if now[path] != id {
			t.Errorf("%s is %d, was %d", path, now[path], id)
		}
	}
	same(t, "rows", s.atRest(), above, "x.mp3", "in/a.mp3", "in/deep/b.mp3")
}

// TestTrashedBook: all files of a book go to the trash and leave the list, though the book
// keeps its ID when its first file goes. Undo brings the book back.
func TestTrashedBook(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this system's trash cannot be replaced for a test")
	}
	trashHome(t)
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3", "Ann/3.mp3", "Bob/4.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	was := s.rows()[root+"/Ann"]
	_, err := s.Trash(was.Files)
	check(t, err)
	s.rest()
	if rows := s.rows(); rows[root+"/Ann"] != nil || len(rows) != 1 {
		t.Errorf("listed: %v", s.ids())
	}
	s.Undo()
	s.until("the book", func() bool { return s.rows()[root+"/Ann"] != nil })
	s.rest()
	if b := s.rows()[root+"/Ann"]; b == nil || b.ID != was.ID || len(b.Files) != 3 {
		t.Errorf("after Undo: %+v, was %+v", b, was)
	}
}
