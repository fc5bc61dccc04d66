package library

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// If a library has moved and the user adds its new folder before removing the old one,
// its books keep the user's edits, even if folders in it were renamed.
func TestOldRootRemovedAfterTheNewOneWasAdded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name             string
		renamed, restart bool
	}{{"as it was", false, false}, {"a folder renamed", true, false}, {"after a restart", false, true}, {"renamed, after a restart", true, true}} {
		t.Run(c.name, func(t *testing.T) {
			top := tree(t, "old/Ann/One/a.mp3", "old/Ann/Two/b.mp3", "old/Ben/c.mp3", "old/Ben/d.mp3")
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
			s := kept(t, opts)
			s.AddRoot(top + "/old")
			s.rest()
			was := s.rows()[top+"/old/Ann/One/a.mp3"]
			s.editAll([]book.ID{was.ID}, map[string]*string{"title": typed("Mine")})
			s.settle()
			check(t, os.Rename(top+"/old", top+"/new"))
			if c.renamed {
				check(t, os.Rename(top+"/new/Ann", top+"/new/Anna"))
			}
			s.rescan()
			s.AddRoot(top + "/new")
			s.rest()
			if c.restart {
				s.close()
				s = kept(t, opts)
				s.rest()
			}
			if r := s.root(top + "/old"); r.Moved != top+"/new" {
				t.Errorf("offered %q", r.Moved)
			}
			s.RemoveRoot(top + "/old")
			s.rest()
			path := top + "/new/Ann/One/a.mp3"
			if c.renamed {
				path = top + "/new/Anna/One/a.mp3"
			}
			rows := s.rows()
			if b := rows[path]; b == nil || b.Title != "Mine" || b.ID != was.ID || b.Added != was.Added || len(rows) != 4 {
				t.Errorf("%d rows, %+v", len(rows), b)
			}
		})
	}
}

// If two files have the content of an edited row, no file gets the edits: they stay with
// the retired row.
func TestNoAdoptionByCopies(t *testing.T) {
	top := tree(t, "old/a.mp3")
	s := kept(t, Options{})
	s.AddRoot(top + "/old")
	s.rest()
	was := s.rows()[top+"/old/a.mp3"]
	s.editAll([]book.ID{was.ID}, map[string]*string{"title": typed("Mine")})
	s.settle()
	check(t, os.CopyFS(top+"/new/1", os.DirFS(top+"/old")))
	check(t, os.CopyFS(top+"/new/2", os.DirFS(top+"/old")))
	s.AddRoot(top + "/new")
	s.rest()
	s.RemoveRoot(top + "/old")
	s.rest()
	for path, b := range s.rows() {
		if b.Title == "Mine" || b.ID == was.ID {
			t.Errorf("%s: %+v", path, b)
		}
	}
	if n := s.RetiredEdits(); n != 1 {
		t.Errorf("%d edits wait", n)
	}
}
