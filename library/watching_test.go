package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/watch"
)

// Changes of files and folders appear by themselves, without a Rescan.
func TestChangesShowByThemselves(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write("Ann/One/a.mp3", "One")
	h := open(t, Options{Watch: true, Prober: new(reader)})
	is := func(path string, state book.State) bool {
		b := h.rows()[path]
		return b != nil && b.State == state
	}
	h.AddRoot(root)
	h.until("the first row", func() bool { return is(first, book.Probed) && h.root(root).Watch.Mode == watch.Watching })

	second := write("Ben/Two/Deep/b.mp3", "Two")
	h.until("a new file in new folders", func() bool { return is(second, book.Probed) })
	write("Ann/One/a.mp3", "One, retagged")
	h.until("a changed file", func() bool { return h.rows()[first].Title == "One, retagged" })
	if err := os.Remove(second); err != nil {
		t.Fatal(err)
	}
	h.until("a file that came and went", func() bool { return h.rows()[second] == nil })
	moved := filepath.Join(root, "Zoe")
	if err := os.Rename(filepath.Join(root, "Ann"), moved); err != nil {
		t.Fatal(err)
	}
	h.until("a renamed folder", func() bool {
		return is(first, book.Missing) && is(filepath.Join(moved, "One/a.mp3"), book.Probed)
	})
	h.RemoveRoot(root)
	write("Ann/late.mp3", "Late")
	h.until("no rows after the root went", func() bool { return h.View().Total() == 0 })
}

// A link to a file that was written a moment ago settles as the file does.
func TestLinkToAFreshFile(t *testing.T) {
	t.Parallel()
	root, other := tree(t, "a.mp3"), tree(t, "b.mp3")
	s := open(t, Options{Watch: true, Prober: new(reader)})
	s.AddRoot(root)
	s.until("it is watched", func() bool { return s.Settled() && s.root(root).Watch.Mode == watch.Watching })
	grow(t, other, "b.mp3")
	if err := os.Symlink(filepath.Join(other, "b.mp3"), filepath.Join(root, "link.mp3")); err != nil {
		t.Skip(err)
	}
	s.until("the file is read", func() bool { return s.Settled() && s.all(2, book.Probed) })
}

// TestLinkToAFolderWithADot: a link to a folder is noticed whatever its name, which looks like
// that of a file here.
func TestLinkToAFolderWithADot(t *testing.T) {
	t.Parallel()
	root, other := tree(t, "a.mp3"), tree(t, "b.mp3")
	if err := os.Symlink(other, filepath.Join(root, "Dr. Who")); err != nil {
		t.Skip(err)
	}
	s := open(t, Options{Watch: true, Prober: new(reader)})
	s.AddRoot(root)
	s.until("the folder is polled", func() bool {
		r := s.root(root).Watch
		return s.Settled() && r.Mode == watch.Watching && r.Polled == 1 && s.count(book.Probed) == 2
	})
	check(t, os.Symlink(tree(t, "c.mp3"), filepath.Join(root, "J. R. R. Tolkien")))
	s.until("a new link is followed", func() bool { return s.Settled() && s.count(book.Probed) == 3 && s.root(root).Watch.Polled == 2 })
	check(t, os.Remove(filepath.Join(root, "Dr. Who")))
	s.until("its end, too", func() bool { return s.Settled() && s.count(book.Missing) == 1 && s.root(root).Watch.Polled == 1 })
}

// writing writes new files until all of them are seen to be written. Each is read no sooner,
// though it is complete after a while: a busy machine may look too late. Their contents are
// their names.
func (s *opened) writing(prober *reader, paths ...string) {
	s.t.Helper()
	read := make(chan struct{})
	defer close(read)
	prober.set(hold(read))
	defer prober.set(nil)
	s.until("they are seen to be written", func() bool {
		rows := s.rows()
		if !slices.ContainsFunc(paths, func(path string) bool { b := rows[path]; return b == nil || !b.Changing }) {
			return true
		}
		for _, path := range paths {
			write(s.t, path, filepath.Base(path))
		}
		return false
	})
}

// A drive is unplugged while a file on it is written, and plugged in again: nobody writes
// the file any more, and it is read.
func TestGoneWhileWritten(t *testing.T) {
	t.Parallel()
	dir := tree(t, "lib/a/a.mp3")
	root, away := filepath.Join(dir, "lib"), filepath.Join(dir, "away")
	file := filepath.Join(root, "a/b.mp3")
	prober := new(reader)
	s := open(t, Options{Watch: true, Prober: prober})
	s.AddRoot(root)
	s.until("it is watched", func() bool { return s.Settled() && s.root(root).Watch.Mode == watch.Watching })
	s.writing(prober, file)
	check(t, os.Rename(root, away))
	s.rescan(root)
	s.until("nobody waits for the file", func() bool { b := s.rows()[file]; return b.State == book.Offline && !b.Changing })
	check(t, os.Rename(away, root))
	s.until("it is read", func() bool { return s.Settled() && s.all(2, book.Probed) })
}
