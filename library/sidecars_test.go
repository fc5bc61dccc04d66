package library

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// Removing a root forgets the notes of its folders, except for folders that lie in
// another root too.
func TestRemovedRootForgetsItsNotes(t *testing.T) {
	t.Parallel()
	root := tree(t, "Ann/One/a.mp3", "Bob/Two/b.mp3")
	for _, dir := range []string{"Ann/One", "Bob/Two"} {
		check(t, os.WriteFile(filepath.Join(root, dir, "reader.txt"), []byte("Zoe"), 0o600))
	}
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root + "/Bob")
	s.AddRoot(root)
	s.rest()
	known := func(when string, want ...string) {
		t.Helper()
		got := map[string]bool{}
		s.tell(func(o *owner) {
			for folder := range o.state.Sidecars.ByFolder {
				got[folder] = true
			}
		})
		s = s.again(opts) // so that the changes are written
		check(t, s.catalog.LoadNotes(t.Context(), func(folder string, _ uint64, _ *book.Notes) { got["kept "+folder] = true }))
		for _, dir := range want {
			if !got[root+dir] || !got["kept "+root+dir] {
				t.Errorf("%s: %s is forgotten", when, dir)
			}
		}
		if len(got) != 2*len(want) {
			t.Errorf("%s: %v", when, got)
		}
	}
	known("at first", "/Ann/One", "/Bob/Two")
	s.RemoveRoot(root)
	known("without the outer root", "/Bob/Two")
	s.RemoveRoot(root + "/Bob")
	known("without any root")
}
