//go:build unix

package library

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/watch"
)

// asNobody runs the rest of a test as a user who, unlike root, may not read everything.
func asNobody(t *testing.T, root string) {
	if os.Geteuid() != 0 {
		return
	}
	const nobody = 65534
	check(t, os.Chmod(filepath.Dir(root), 0o755)) // the test's own folder
	check(t, filepath.WalkDir(root, func(path string, _ os.DirEntry, _ error) error { return os.Lchown(path, nobody, nobody) }))
	check(t, syscall.Setreuid(-1, nobody))
	t.Cleanup(func() { check(t, syscall.Setreuid(-1, 0)) })
}

func TestFolderThatCannotBeRead(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "locked/c.mp3", "locked/deep/d.mp3")
	locked := root + "/locked"
	asNobody(t, root)
	t.Cleanup(func() { os.Chmod(root, 0o755); os.Chmod(locked, 0o755) })
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	check(t, os.Remove(root+"/b.mp3"))
	check(t, os.Chmod(locked, 0))
	for _, dir := range []string{root, locked} {
		s.rescan(dir)
		if s.rows()[root+"/b.mp3"].State != book.Missing || s.count(book.Probed) != 3 {
			t.Errorf("%s: %v", dir, s.states())
		}
		r := s.root(root)
		if r.State != RootReady || len(r.Problems) != 1 || r.Problems[0].Path != locked || r.Problems[0].Reason() != "permission denied" {
			t.Errorf("%s: %+v", dir, r)
		}
	}
	check(t, os.Chmod(root, 0))
	s.rescan()
	if r := s.root(root); r.State != RootOffline || r.Reason != "permission denied" || s.count(book.Offline) != 3 {
		t.Errorf("%+v %v", r, s.states())
	}
	check(t, os.Chmod(root, 0o755))
	check(t, os.Chmod(locked, 0o755))
	s.rescan()
	if r := s.root(root); r.State != RootReady || r.Reason != "" || len(r.Problems) != 0 || s.count(book.Probed) != 3 {
		t.Errorf("%+v %v", r, s.states())
	}
}

// A folder that becomes readable again is listed with everything below it.
func TestFolderThatCanBeReadAgain(t *testing.T) {
	root := tree(t, "a.mp3", "locked/b.mp3", "locked/deep/c.mp3", "locked/deep/deeper/d.mp3")
	locked := root + "/locked"
	asNobody(t, root)
	t.Cleanup(func() { os.Chmod(locked, 0o755) })
	check(t, os.Chmod(locked, 0))
	s := open(t, Options{Prober: &reader{}, Watch: true})
	s.AddRoot(root)
	s.until("what can be read", func() bool {
		return s.Settled() && s.all(1, book.Probed) && len(s.root(root).Problems) == 1 && s.root(root).Watch.Mode == watch.Watching
	})
	check(t, os.Chmod(locked, 0o755))
	s.until("all of it", func() bool { return s.Settled() && s.all(4, book.Probed) && len(s.root(root).Problems) == 0 })
}

// A folder that cannot be read is no problem any more under a name that it no longer has.
func TestFolderThatCannotBeReadRenamed(t *testing.T) {
	root := tree(t, "a.mp3", "Ann/locked/b.mp3")
	locked, renamed := root+"/Ann/locked", root+"/Ann/renamed"
	asNobody(t, root)
	t.Cleanup(func() { os.Chmod(locked, 0o755); os.Chmod(renamed, 0o755); os.Chmod(root+"/Anna/renamed", 0o755) })
	check(t, os.Chmod(locked, 0))
	s := open(t, Options{Prober: &reader{}, Watch: true})
	s.AddRoot(root)
	is := func(what string, problems ...string) {
		t.Helper()
		s.until(what, func() bool {
			var paths []string
			for _, p := range s.root(root).Problems {
				paths = append(paths, p.Path)
			}
			return s.Settled() && s.root(root).Watch.Mode == watch.Watching && slices.Equal(paths, problems)
		})
	}
	is("it is a problem", locked)
	check(t, os.Rename(locked, renamed))
	is("its new name is one", renamed)
	check(t, os.Rename(root+"/Ann", root+"/Anna"))
	is("the new name of the folder above is one", root+"/Anna/renamed")
	check(t, os.Chmod(root+"/Anna/renamed", 0o755))
	is("there is none")
}

// A root that cannot be read at the start is read once it can be, without a Rescan.
func TestRootThatCanBeRead(t *testing.T) {
	root := tree(t, "a.mp3", "Ann/b.mp3")
	asNobody(t, root)
	opts := Options{Catalog: filepath.Join(shared(t), "c.db"), Watch: true}
	t.Cleanup(func() { os.Chmod(root, 0o755) })
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	s.close()
	check(t, os.Chmod(root, 0))
	s = kept(t, opts)
	s.until("the root is away", func() bool { return s.Settled() && s.all(2, book.Offline) && s.root(root).Watch.Mode == watch.Gone })
	check(t, os.Chmod(root, 0o755))
	s.until("the root is back", func() bool {
		return s.Settled() && s.all(2, book.Probed) && s.root(root).State == RootReady && s.root(root).Watch.Mode == watch.Watching
	})
}

// A file or a root that becomes readable again is read without a Rescan.
func TestFileAndRootThatCanBeReadAgain(t *testing.T) {
	root := tree(t, "a.mp3", "Ann/b.mp3")
	file := root + "/Ann/b.mp3"
	asNobody(t, root)
	t.Cleanup(func() { os.Chmod(root, 0o755) })
	old := time.Now().Add(-time.Hour)
	check(t, os.Chtimes(file, old, old)) // so that it does not count as being written
	check(t, os.Chmod(file, 0))
	s := kept(t, Options{Watch: true, Prober: &reader{gate: func(_ context.Context, f *book.File) error {
		if _, err := os.ReadFile(f.Path); err != nil {
			return &book.Fault{Kind: book.Permission, Reason: "permission denied"}
		}
		return nil
	}}})
	s.AddRoot(root)
	s.until("what can be read", func() bool {
		return s.Settled() && s.count(book.Probed) == 1 && s.count(book.Failed) == 1 && s.root(root).Watch.Mode == watch.Watching
	})
	ids := s.ids()
	check(t, os.Chmod(file, 0o644))
	s.until("the file", func() bool { return s.Settled() && s.all(2, book.Probed) })
	check(t, os.Chmod(root, 0))
	s.until("the root is away", func() bool {
		return s.Settled() && s.all(2, book.Offline) && s.root(root).Reason == "permission denied"
	})
	check(t, os.Chmod(root, 0o755))
	s.until("the root is back", func() bool { return s.Settled() && s.all(2, book.Probed) && s.root(root).State == RootReady })
	for path, id := range s.ids() {
		if id != ids[path] {
			t.Errorf("%s has another ID", path)
		}
	}
}
