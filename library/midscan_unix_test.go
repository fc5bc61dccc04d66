//go:build unix

package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
)

// scanned is a library whose files a test changes in the middle of a scan.
type scanned struct {
	*opened
	root   string
	prober *reader
	ids    map[string]book.ID
	hours  time.Duration // how old the files look
}

// scannedFiles is the number of files: so many that a walk does not end before the owner
// took some of them.
const scannedFiles = 1000

func newScanned(t *testing.T) *scanned {
	top := tree(t)
	root := filepath.Join(top, "library")
	grow(t, root, numbered(scannedFiles)...)
	asNobody(t, top)
	s := &scanned{root: root, prober: &reader{}}
	s.opened = kept(t, Options{Catalog: filepath.Join(shared(t), "c.db"), Prober: s.prober})
	s.AddRoot(root)
	s.rest()
	s.ids = s.opened.ids()
	return s
}

// midScan scans the root, and calls do when some of the files have been listed and others
// have not: then a file is read, and the owner waits, and with it the walk.
func (s *scanned) midScan(do func()) {
	s.t.Helper()
	for range 20 {
		s.hours++
		old := time.Now().Add(-s.hours * time.Hour)
		for path := range s.ids {
			check(s.t, os.Chtimes(path, old, old)) // so that it is read again
		}
		paused, resume := make(chan bool), make(chan struct{})
		begun := make(chan struct{}, 1)
		s.prober.set(func(context.Context, *book.File) error { nudge(begun); return nil })
		s.Rescan()
		<-begun
		s.prober.set(nil)
		go s.tell(func(o *owner) {
			paused <- len(o.scans.running) == 1
			<-resume
		})
		amid := <-paused
		func() {
			defer close(resume)
			if amid {
				do()
			}
		}()
		s.settle()
		if amid {
			return
		}
	}
	s.t.Fatal("no scan was met in its middle")
}

// kept fails the test unless all rows are there, with their IDs and in this state.
func (s *scanned) kept(when string, state book.State) {
	s.t.Helper()
	if !s.all(scannedFiles, state) {
		s.t.Errorf("%s: %v", when, s.states())
	}
	for path, id := range s.opened.ids() {
		if s.ids[path] != id {
			s.t.Fatalf("%s: %s has another ID", when, path)
		}
	}
}

// folder returns the path of one of the folders.
func (s *scanned) folder(i int) string { return filepath.Join(s.root, fmt.Sprint("book ", i)) }

// TestHalfDeletedMidScan: half of the library is deleted while it is scanned. The user is
// asked, and no row is dropped.
func TestHalfDeletedMidScan(t *testing.T) {
	s := newScanned(t)
	const folders = scannedFiles / 5
	s.midScan(func() {
		for i := 0; i < folders; i += 2 {
			check(t, os.RemoveAll(s.folder(i)))
		}
	})
	if n := s.count(book.Missing); n > scannedFiles/2 || s.View().Len() != scannedFiles {
		t.Errorf("%d of %d rows are missing", n, s.View().Len())
	}
	s.rescan()
	if h := s.opened.root(s.root).Held; h.Missing != scannedFiles/2 || h.Of != scannedFiles {
		t.Errorf("the user is asked about %+v; %v", h, s.states())
	}
	s.Answer(s.root, Keep)
	s.settle()
	for path, b := range s.rows() {
		if _, err := os.Lstat(path); (err == nil) != (b.State == book.Probed) || b.ID != s.ids[path] {
			t.Fatalf("%s: %v, %v", path, b.State, err)
		}
	}
}

// TestFolderLockedMidScan: a folder becomes unreadable while the library is scanned. Its
// rows stay, and the root tells why it cannot be read.
func TestFolderLockedMidScan(t *testing.T) {
	s := newScanned(t)
	locked := []string{s.folder(0), s.folder(100), s.folder(199)}
	t.Cleanup(func() {
		for _, dir := range locked {
			os.Chmod(dir, 0o755)
		}
	})
	s.midScan(func() {
		for _, dir := range locked {
			check(t, os.Chmod(dir, 0))
		}
	})
	if s.count(book.Missing) > 0 || s.View().Len() != scannedFiles {
		t.Errorf("after the scan: %v", s.states())
	}
	s.rescan()
	if s.count(book.Missing) > 0 || len(s.opened.root(s.root).Problems) != len(locked) {
		t.Errorf("after another: %v, %+v", s.states(), s.opened.root(s.root).Problems)
	}
	for _, dir := range locked {
		check(t, os.Chmod(dir, 0o755))
	}
	s.rescan()
	s.kept("readable again", book.Probed)
}

// TestRootRenamedMidScan: the root is renamed while it is scanned, and nothing or an empty
// folder takes its place. It is offline, and no row is missing.
func TestRootRenamedMidScan(t *testing.T) {
	for name, replace := range map[string]bool{"gone": false, "empty": true} {
		t.Run(name, func(t *testing.T) {
			s := newScanned(t)
			away := s.root + " renamed"
			s.midScan(func() {
				check(t, os.Rename(s.root, away))
				if replace {
					check(t, os.Mkdir(s.root, 0o755))
				}
			})
			s.rescan()
			if r := s.opened.root(s.root); r.State != RootOffline {
				t.Errorf("%+v", r)
			}
			s.kept("renamed", book.Offline)
			if replace {
				check(t, os.Remove(s.root))
			}
			check(t, os.Rename(away, s.root))
			s.rescan()
			s.kept("renamed back", book.Probed)
		})
	}
}
