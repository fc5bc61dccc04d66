package library

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

// readable makes a valid audio file with tags, and returns its path.
func readable(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "readable.mp3")
	ffmpeg := exec.Command("ffmpeg", "-hide_banner", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "anoisesrc=d=10:seed=1",
		"-metadata", "title=Tale", "-metadata", "artist=Ann Author", path)
	if out, err := ffmpeg.CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	return path
}

// copied copies a file to these paths below a new root, which it returns.
func copied(t *testing.T, from string, paths ...string) string {
	t.Helper()
	root := t.TempDir()
	data, err := os.ReadFile(from)
	check(t, err)
	for _, p := range paths {
		path := filepath.Join(root, p)
		check(t, os.MkdirAll(filepath.Dir(path), 0o777))
		check(t, os.WriteFile(path, data, 0o666))
	}
	return root
}

// lints returns the problems found by comparing books, by the name of the book's folder,
// for the books that have some.
func (s *opened) lints() map[string]book.Lint {
	all := map[string]book.Lint{}
	for i, v := 0, s.View(); i < v.Len(); i++ {
		if l := v.At(i).Lint & (book.Duplicate | book.LikelyDuplicate); l != 0 {
			all[filepath.Base(v.At(i).Folder())] |= l
		}
	}
	return all
}

// Two copies are duplicates until one of them is gone.
func TestDuplicates(t *testing.T) {
	for name, opts := range map[string]Options{
		"without a window":           {Headless: true},
		"with a catalogue":           {Headless: true, Catalog: filepath.Join(t.TempDir(), "c.db")},
		"in a window":                {},
		"in a window of a catalogue": {Catalog: filepath.Join(t.TempDir(), "d.db")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := copied(t, readable(t), "a/x.mp3", "b/y.mp3", "c/z.mp3")
			other, err := os.ReadFile(root + "/c/z.mp3")
			check(t, err)
			check(t, os.WriteFile(root+"/c/z.mp3", other[:len(other)/2], 0o666))
			opts.Lint = true
			s := open(t, opts)
			s.SetEveryFile(false)
			s.AddRoot(root)
			is := func(when string, want ...string) {
				t.Helper()
				s.until("compared "+when, func() bool { return s.Settled() && !s.Status().Linting })
				got := s.lints()
				for _, folder := range want {
					if got[folder]&book.Duplicate == 0 {
						t.Errorf("%s: %s is %v", when, folder, got[folder])
					}
					delete(got, folder)
				}
				for folder, l := range got {
					if l&book.Duplicate != 0 {
						t.Errorf("%s: %s is %v", when, folder, l)
					}
				}
			}
			is("at first", "a", "b")
			check(t, s.SetQuery(view.Query{Text: "is:duplicate"}))
			s.until("two of them", func() bool { return s.View().Query.Text != "" && s.View().Len() == 2 })

			check(t, os.Remove(root+"/b/y.mp3"))
			s.Rescan()
			is("without the copy")
			s.until("none of them", func() bool { return s.View().Len() == 0 })
		})
	}
}

// A comparison that changes nothing is the last one: an idle library compares no books.
func TestComparingComesToAnEnd(t *testing.T) {
	t.Parallel()
	s := open(t, Options{Headless: true, Lint: true})
	s.AddRoot(copied(t, readable(t), "a/x.mp3", "b/y.mp3"))
	s.settle()
	before := s.View().Snapshot()
	linted := make(chan *book.Snapshot, 2)
	for range 2 {
		s.tell(func(o *owner) { linted <- o.linting.of })
		s.settle()
	}
	if a, b := <-linted, <-linted; a != before || b != before || s.Status().Linting || len(s.unlinted) > 0 {
		t.Error("the comparisons never end")
	}
}

// Books are not compared again because the user listens to one of them, but when one is
// edited.
func TestListeningComparesNothing(t *testing.T) {
	t.Parallel()
	s := open(t, Options{Headless: true, Lint: true})
	s.AddRoot(copied(t, readable(t), "a/x.mp3", "b/y.mp3"))
	s.settle()
	before := s.View().Snapshot()
	follows := func() bool {
		s.settle()
		l := linting{of: before}
		l.follow(s.View().Snapshot())
		return l.of == s.View().Snapshot()
	}
	id := s.View().At(0).ID
	s.stopped(id, time.Second, time.Now())
	s.until("a position", func() bool { return s.View().Snapshot() != before })
	if !follows() {
		t.Error("a position makes another comparison")
	}
	s.editAll([]book.ID{id}, map[string]*string{"title": typed("Mine")})
	s.until("an edit", func() bool { return s.View().At(0).Title == "Mine" || s.View().At(1).Title == "Mine" })
	if follows() {
		t.Error("an edit makes no comparison")
	}
}

// After Cancel, no fingerprints are computed for a comparison until work continues.
func TestNoFingerprintsForComparingAfterCancel(t *testing.T) {
	t.Parallel()
	s := open(t, Options{Headless: true, Lint: true})
	s.AddRoot(copied(t, readable(t), "a/x.mp3", "b/y.mp3"))
	s.settle()
	books := []*book.Book{s.View().At(0), s.View().At(1)}
	s.tell(func(o *owner) {
		for _, r := range o.state.Listed.ByID {
			r.Fingerprint, r.FingerprintFault = "", nil
		}
		o.stretch.stopped = true
		if prints := o.fingerprintsOf(books); len(prints) > 0 || len(o.fingerprinting.asked) > 0 || !o.linting.awaited {
			t.Errorf("prints %v, %d requested, awaited %v", prints, len(o.fingerprinting.asked), o.linting.awaited)
		}
	})
	if !s.Settled() || s.Status().Linting {
		t.Error("the end of the comparison is awaited")
	}
	s.tell(func(o *owner) {
		o.stretch.stopped = false
		if o.fingerprintsOf(books); len(o.fingerprinting.asked) != len(books) {
			t.Errorf("%d fingerprints are requested", len(o.fingerprinting.asked))
		}
	})
	s.settle()
	if got := s.lints(); len(got) != len(books) {
		t.Errorf("found %v", got)
	}
}
