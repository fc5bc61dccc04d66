package library

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/library/book"
)

// retitle edits the title of a book.
func (s *opened) retitle(path, title string) {
	s.t.Helper()
	s.editAll([]book.ID{s.ids()[path]}, map[string]*string{"title": &title})
}

// saved waits until all edits are on disk.
func (s *opened) saved() {
	s.t.Helper()
	s.until("all is saved", func() bool { return s.Status().Unsaved == 0 })
}

// The folder of the catalogue disappears while the program runs, as when a mount fails.
// Status counts the unsaved edits, and Close fails.
func TestCatalogueAway(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3")
	home := filepath.Join(t.TempDir(), "home")
	s := kept(t, Options{Catalog: filepath.Join(home, "c.db")})
	s.AddRoot(root)
	s.rest()
	s.retitle(root+"/a.mp3", "before")
	s.saved()
	check(t, os.Rename(home, home+" away"))
	s.retitle(root+"/a.mp3", "while it is away")
	s.until("it is told", func() bool { return strings.Contains(fmt.Sprint(s.Status().Notices), "disk is not there") })
	if n := s.Status().Unsaved; n != 1 {
		t.Errorf("%d changes count as unsaved", n)
	}
	if err := s.Library.Close(); err == nil {
		t.Error("Close succeeded")
	}
	if _, err := os.Stat(home); err == nil {
		t.Error("a new catalogue was created in the place of the missing disk")
	}
}

// The disk of the catalogue is replaced by an older copy while the program runs:
// everything is written again.
func TestCatalogueComesBackOlder(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3")
	home := filepath.Join(t.TempDir(), "home")
	opts := Options{Catalog: filepath.Join(home, "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	s = s.again(opts)
	check(t, os.CopyFS(home+" earlier", os.DirFS(home)))
	s.retitle(root+"/a.mp3", "typed before it went")
	s.saved()
	grow(t, root, "c.mp3")
	s.rescan()
	s.rest()
	ids := s.ids()
	check(t, os.Rename(home, home+" away"))
	check(t, os.Rename(home+" earlier", home))
	s.retitle(root+"/b.mp3", "typed since")
	s.saved()
	if err := s.Library.Close(); err != nil {
		t.Error(err)
	}
	check(t, os.RemoveAll(home+" away"))
	s = s.again(opts)
	rows := s.rows()
	if a, b := rows[root+"/a.mp3"].Title, rows[root+"/b.mp3"].Title; a != "typed before it went" || b != "typed since" || len(rows) != 3 {
		t.Errorf("%q, %q of %d", a, b, len(rows))
	}
	for path, id := range ids {
		if rows[path] == nil || rows[path].ID != id {
			t.Errorf("%s: %+v, had ID %d", path, rows[path], id)
		}
	}
	if n := s.Status().Notices; len(n) > 0 {
		t.Error(n)
	}
}
