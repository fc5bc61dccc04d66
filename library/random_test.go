package library

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/view"
)

// After random commands, changes of the disk and faults of the readers, a rescan gives
// the rows that a new library finds, and a second rescan changes nothing.
func TestRandomCommands(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { random(t, rand.New(rand.NewPCG(seed, 0))) })
	}
}

func random(t *testing.T, r *rand.Rand) {
	// Each folder keeps one file, so that none looks like an unplugged drive.
	top := tree(t, "a/kept.mp3", "a/b/kept.mp3", "a/b/c/kept.mp3", "d/kept.mp3")
	dirs := []string{"a", "a/b", "a/b/c", "d"}
	dir := func() string { return filepath.Join(top, dirs[r.IntN(len(dirs))]) }

	free := make(chan struct{}) // closed: readers no longer hang
	prober := &reader{gate: func(ctx context.Context, f *book.File) error {
		switch rand.IntN(8) {
		case 0:
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-free:
			}
		case 1:
			return errors.New("not an audio file")
		case 2:
			return &book.Fault{Kind: book.TimedOut, Reason: "timed out"}
		case 3:
			panic("a reader")
		}
		return nil
	}}
	s := open(t, Options{Prober: prober, Workers: 3})
	for step := range 150 {
		path := filepath.Join(dir(), fmt.Sprintf("%d.mp3", r.IntN(12)))
		switch r.IntN(16) {
		case 0, 1, 2, 3:
			write(t, path, fmt.Sprintf("%0*d", step+1, r.IntN(10))) // never the same size again
		case 4, 5:
			if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		case 6, 7:
			s.AddRoot(dir())
		case 8:
			s.RemoveRoot(dir())
		case 9:
			s.Rescan()
		case 10:
			s.Rescan(dir(), dir())
		case 11:
			s.Cancel()
		case 12:
			s.RetryFaulty()
		case 13:
			s.Retry(book.ID(r.IntN(60)))
		case 14:
			s.SetQuery(view.Query{Text: fmt.Sprint(r.IntN(10))})
		case 15:
			s.SetWorkers(1 + r.IntN(6))
			select { // let it get on
			case <-s.news:
			default:
			}
		}
	}
	close(free)
	prober.set(nil)
	s.AddRoot(filepath.Join(top, "d"))
	s.SetQuery(view.Query{})
	s.Rescan()
	s.until("settled, on everything", func() bool { return s.Settled() && s.View().Query.Equal(view.Query{}) })
	s.RetryFaulty()
	s.settle()

	fresh := open(t, Options{Prober: &reader{}})
	for _, root := range s.Status().Roots {
		fresh.AddRoot(root.Path)
	}
	fresh.settle()
	want := titles(fresh)
	compare(t, titles(s), want)
	held := map[string]int{}
	for _, b := range s.rows() {
		held[b.Files[0].Root]++
	}
	for _, root := range s.Status().Roots {
		if root.State != RootReady || root.Files != held[root.Path] {
			t.Errorf("%+v has %d rows", root, held[root.Path])
		}
	}
	if w := s.Status().Probing; w.Done != w.Total || s.Status().Stopped {
		t.Errorf("%+v", s.Status())
	}
	prober.takeCalls()
	before := s.View()
	s.rescan()
	if calls := prober.takeCalls(); len(calls) > 0 {
		t.Errorf("a second rescan probed %v", calls)
	}
	if s.View().Snapshot() != before.Snapshot() {
		t.Error("a second rescan changed the rows")
	}
}

// titles returns the titles, by path, of the rows that are not missing. It fails the test
// if one of them is not probed.
func titles(s *opened) map[string]string {
	titles := map[string]string{}
	for path, b := range s.rows() {
		if b.State == book.Missing || b.Held {
			if _, err := os.Stat(path); err == nil {
				s.t.Errorf("%q has a row", path)
			}
			continue
		}
		if b.State != book.Probed {
			s.t.Errorf("%q is %v (%v)", path, b.State, b.Fault)
		}
		titles[path] = b.Title
	}
	return titles
}

func compare(t *testing.T, got, want map[string]string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if got[path] != want[path] {
			t.Errorf("%q: %q, want %q", path, got[path], want[path])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows, want %d", len(got), len(want))
	}
}
