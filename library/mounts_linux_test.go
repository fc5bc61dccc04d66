package library

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"lectern/library/book"
	"lectern/library/watch"
)

// TestDriveBelowARoot: while a drive that is mounted on a folder of a root is away, its
// books are offline, no question is asked, and all is as before when it is back; also if it
// is mounted under another name then.
func TestDriveBelowARoot(t *testing.T) {
	t.Parallel()
	drive := tree(t, numbered(9)...)
	age(t, drive)
	root := tree(t, "Ann/Book/a.mp3", "Ben/Book/b.mp3")
	age(t, root)
	at, other := filepath.Join(root, "drive"), filepath.Join(root, "drive1")
	check(t, os.Mkdir(at, 0o755))
	check(t, os.Mkdir(other, 0o755))
	mount(t, drive, at)
	prober := &reader{}
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: prober, Watch: true}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	prober.takeCalls()
	seen := func(when, dir string, state book.State) {
		t.Helper()
		s.until(when, func() bool {
			rows := s.rows()
			for _, name := range numbered(9) {
				b := rows[filepath.Join(dir, name)]
				if b == nil || b.State != state || b.ID != ids[filepath.Join(at, name)] {
					return false
				}
			}
			ann := rows[filepath.Join(root, "Ann/Book/a.mp3")]
			return len(rows) == 11 && ann != nil && ann.State == book.Probed && s.Settled()
		})
		if r := s.root(root); r.Held.Missing > 0 || r.State != RootReady || (state == book.Offline) != slices.Equal(r.Unmounted, []string{dir}) {
			t.Errorf("%s: %+v", when, r)
		}
	}
	for _, flags := range []int{0, syscall.MNT_DETACH} {
		unmount(t, at, flags)
		seen("unplugged", at, book.Offline)
		mount(t, drive, at)
		seen("plugged in again", at, book.Probed)
	}
	unmount(t, at, 0)
	check(t, os.Remove(at)) // as the desktop does
	seen("unplugged, and the folder is gone", at, book.Offline)
	s = s.again(opts)
	seen("started without it", at, book.Offline)
	s.close()
	check(t, os.Mkdir(at, 0o755))
	mount(t, drive, at)
	s = kept(t, opts)
	seen("started with it", at, book.Probed)
	unmount(t, at, 0)
	seen("unplugged once more", at, book.Offline)
	if calls := prober.takeCalls(); len(calls) != 0 {
		t.Errorf("%d probes", len(calls))
	}
	mount(t, drive, other)
	seen("plugged in under another name", other, book.Probed)

	unmount(t, other, 0)
	seen("unplugged under that name", other, book.Offline)
	write(t, filepath.Join(other, "new.mp3"), "a file where the drive was")
	s.until("a file of the folder itself is listed", func() bool {
		return s.states()["probed (2)"] == 3 && s.states()["offline (5)"] == 9 && s.Settled()
	})
}

// TestBooksCopiedToADrive: a drive below a root is known to be one from the first book on that
// is copied to it, without a scan of the whole root.
func TestBooksCopiedToADrive(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.mp3")
	at := filepath.Join(root, "drive")
	check(t, os.Mkdir(at, 0o755))
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	mount(t, tree(t), at)
	s.rescan()
	first := filepath.Join(at, "Ann/1.mp3")
	write(t, first, "Ann")
	s.rescan(at)
	if b := s.rows()[first]; b == nil {
		t.Fatal("the book is not listed")
	}
	unmount(t, at, 0)
	for range 2 {
		s.rescan()
		if b := s.rows()[first]; b == nil || b.State != book.Offline {
			t.Errorf("%v", s.states())
		}
		s = s.again(opts)
	}
}

// TestRemovedBooksOfADrive: the user is not told of a drive that is away once all its books are
// removed from the list. If they are put back, they are offline as before.
func TestRemovedBooksOfADrive(t *testing.T) {
	t.Parallel()
	drive := tree(t, "1.mp3", "2.mp3")
	root := tree(t, "a.mp3")
	at := filepath.Join(root, "drive")
	check(t, os.Mkdir(at, 0o755))
	mount(t, drive, at)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	one, two := ids[filepath.Join(at, "1.mp3")], ids[filepath.Join(at, "2.mp3")]
	unmount(t, at, 0)
	s.rescan()
	is := func(when string, offline int) {
		t.Helper()
		s.rescan()
		told := min(offline, 1)
		if got := s.states()["offline (5)"]; got != offline || len(s.rows()) != 1+offline || len(s.root(root).Unmounted) != told {
			t.Errorf("%s: %v, %+v", when, s.states(), s.root(root))
		}
	}
	is("unplugged", 2)
	s.Remove(one)
	is("one is removed", 1)
	s.Remove(two)
	is("both are removed", 0)
	s.Undo()
	is("one is back", 1)
	s.Redo()
	s = s.again(opts)
	is("after a new start", 0)
	s.Unhide(one, two)
	is("put back", 2)
	s.Remove(one, two)
	is("removed again", 0)
	write(t, filepath.Join(at, "own.mp3"), "a file of the folder itself")
	s.rescan()
	check(t, os.Remove(filepath.Join(at, "own.mp3")))
	s.rescan()
	if b := s.rows()[filepath.Join(at, "own.mp3")]; b != nil && b.State != book.Missing {
		t.Errorf("%v", b.State)
	}
}

// TestDriveBelowARootIsGoneUnseen: the drive is known to be gone although a part of the root
// was scanned before the rest; nobody is asked. Books that the user removes then are not back
// with the drive.
func TestDriveBelowARootIsGoneUnseen(t *testing.T) {
	t.Parallel()
	drive := tree(t, numbered(9)...)
	root := tree(t, "Ann/Book/a.mp3", "Ben/Book/b.mp3")
	at := filepath.Join(root, "drive")
	check(t, os.Mkdir(at, 0o755))
	mount(t, drive, at)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	away := func(when string) {
		t.Helper()
		if r := s.root(root); s.states()["offline (5)"] != 9 || r.Held.Missing > 0 || len(r.Unmounted) != 1 {
			t.Errorf("%s: %v, %+v", when, s.states(), r)
		}
	}
	unmount(t, at, 0)
	s.Rescan(filepath.Join(root, "Ann"))
	s.rest()
	s.rescan()
	away("scanned")
	s.Configure(root, Settings{Paused: true})
	s = s.again(opts)
	s.rest()
	away("paused, after a start")
	s.Configure(root, Settings{})
	s.rest()
	away("no longer paused")
	moved := tree(t)
	check(t, os.Rename(root, filepath.Join(moved, "lib")))
	root = filepath.Join(moved, "lib")
	check(t, s.MoveRoot(s.Status().Roots[0].Path, root))
	s.rest()
	away("moved")
	first := s.rows()[filepath.Join(root, "drive", numbered(9)[0])]
	s.Remove(first.ID)
	mount(t, drive, filepath.Join(root, "drive"))
	s.rescan()
	if rows := s.rows(); len(rows) != 10 || rows[first.Files[0].Path] != nil {
		t.Errorf("%d rows with the drive, the removed book %v", len(rows), rows[first.Files[0].Path])
	}
}

// TestPartOfARootMountedInIt: what a mount shows of its own root is listed once, at its own
// path, whatever changes there while the root is watched.
func TestPartOfARootMountedInIt(t *testing.T) {
	t.Parallel()
	root := tree(t, "first/at", "second/x.mp3", "second/deep/y.mp3", "third/at") // any of them may be watched first
	for _, at := range []string{"first", "third"} {
		mount(t, filepath.Join(root, "second"), filepath.Join(root, at))
	}
	s := open(t, Options{Watch: true, Prober: new(reader)})
	s.AddRoot(root)
	s.until("it is watched", func() bool { return s.Settled() && s.root(root).Watch.Mode == watch.Watching })
	grow(t, root, "second/deep/z.mp3", "second/w.mp3")
	s.until("the new files are read", func() bool { return s.Settled() && s.count(book.Probed) >= 4 })
	same(t, "listed", s.rows(), root, "second/x.mp3", "second/deep/y.mp3", "second/deep/z.mp3", "second/w.mp3")
}
