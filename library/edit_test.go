package library

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

func text(s string) *string { return &s }

// What the listener types is shown at once, kept, goes along when files move,
// and can be taken back and done again.
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
	s.Edit([]book.ID{id}, map[string]*string{"title": text("Mine")})
	is("typed", "Mine")
	s.Edit([]book.ID{id}, map[string]*string{"title": text("Mine")}) // nothing new
	s.Undo()
	is("taken back", "a.mp3")
	if st := s.Status(); st.CanUndo || !st.CanRedo {
		t.Errorf("%+v", st)
	}
	s.Undo() // there is nothing more
	s.Redo()
	is("done again", "Mine")
	s = s.again(opts)
	is("started again", "Mine")
	check(t, os.Rename(root+"/Ann", root+"/Zoe"))
	s.rescan()
	is("moved", "Mine")
	s.Edit([]book.ID{id}, map[string]*string{"title": nil})
	is("taken back for good", "a.mp3")
	s = s.again(opts)
	is("started again", "a.mp3")
}
