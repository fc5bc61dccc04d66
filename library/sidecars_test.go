package library

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/state"
)

// TestSidecarsReadOutOfOrder: the sidecars of a folder changed while they were being read. The
// version that the last scan has seen counts, also if the earlier one is read later.
func TestSidecarsReadOutOfOrder(t *testing.T) {
	dir := t.TempDir()
	in := newInbox(nil)
	d := &disks{&services{log: slog.New(slog.DiscardHandler), sidecars: make(chan struct{}, sidecarReaders)}, &in, t.Context()}
	s := state.New()
	w := reading{disks: d, state: s, saver: &saver{nil, s}}
	seen := func(stamp uint64, narrator string) {
		write(t, filepath.Join(dir, "reader.txt"), narrator)
		w.begin(besides{&running{}, []scan.Beside{{Folder: dir, Names: []string{"reader.txt"}, Stamp: stamp}}})
	}
	is := func(stamp uint64, narrator string) {
		t.Helper()
		n := s.Sidecars.ByFolder[dir]
		if n == nil || n.Notes == nil || n.Stamp != stamp || len(n.Notes.Meta.Narrators) != 1 || n.Notes.Meta.Narrators[0] != narrator {
			t.Errorf("%+v, want %d, %s", n, stamp, narrator)
		}
	}
	seen(1, "Ann")
	first := <-in.noted
	seen(2, "Ben")
	second := <-in.noted
	w.end(second)
	w.end(first)
	is(2, "Ben")
	seen(3, "Cat") // and back again before it was read
	third := <-in.noted
	seen(2, "Ben")
	w.end(third)
	is(2, "Ben")
	if w.folders != 0 {
		t.Errorf("%d folders are being read", w.folders)
	}
}

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

// Books that are held or missing keep what their sidecars said until they leave the list.
func TestNotesOfMissingBooks(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(200)...)
	for i := range 40 {
		check(t, os.WriteFile(filepath.Join(root, "book "+itoa(i), "reader.txt"), []byte("Zoe"), 0o600))
	}
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	read := func(when string, want int) {
		t.Helper()
		n := 0
		for _, b := range s.rows() {
			if len(b.Meta.Narrators) == 1 && b.Meta.Narrators[0] == "Zoe" {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d books are read by Zoe, want %d", when, n, want)
		}
	}
	read("at first", 40)
	for i := range 39 {
		check(t, os.RemoveAll(filepath.Join(root, "book "+itoa(i))))
	}
	check(t, os.Remove(filepath.Join(root, "book 39", "reader.txt")))
	s.rescan()
	if h := s.root(root).Held; h.Missing != 195 {
		t.Fatalf("%+v", h)
	}
	read("held", 39)
	s.Answer(root, Keep)
	s.rescan()
	s = s.again(opts)
	s.SetEveryFile(false)
	s.rescan()
	read("missing", 39)

	var gone []book.ID
	for _, b := range s.rows() {
		if b.State == book.Missing {
			gone = append(gone, b.ID)
		}
	}
	s.Remove(gone...)
	s.rescan()
	s.tell(func(o *owner) {
		if n := len(o.state.Sidecars.ByFolder); n != 0 || len(gone) != 39 {
			t.Errorf("%d folders have notes after %d books were removed", n, len(gone))
		}
	})
}
