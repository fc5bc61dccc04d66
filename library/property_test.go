package library

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
	"lectern/library/watch"
)

// propertySeeds is the number of runs of TestReconciledEqualsFresh.
const propertySeeds = 500

// Random operations run with events that are dropped, doubled and out of order, and with
// restarts of the program. Then a rescan gives the rows that a new library finds, each
// content with its earlier ID, and a second rescan changes nothing.
func TestReconciledEqualsFresh(t *testing.T) {
	eachSeed(t, propertySeeds, func(t *testing.T, seed uint64) { reconciled(t, rand.New(rand.NewPCG(seed, 1))) })
}

// eachSeed runs a test with this number of seeds, or 20 in short mode.
func eachSeed(t *testing.T, seeds int, test func(t *testing.T, seed uint64)) {
	t.Parallel()
	if testing.Short() {
		seeds = 20
	}
	const groups = 8 // rather than each seed in parallel: a waiting test is a goroutine too
	for group := range groups {
		t.Run(fmt.Sprint("group ", group), func(t *testing.T) {
			t.Parallel()
			for seed := group; seed < seeds; seed += groups {
				t.Run(fmt.Sprint(seed), func(t *testing.T) { test(t, uint64(seed)) })
			}
		})
	}
}

func reconciled(t *testing.T, r *rand.Rand) {
	root := tree(t, "keep.mp3", "a/keep.mp3", "b/c/keep.mp3")
	dirs := []string{".", "a", "b", "b/c", "d"}
	dir := func() string { return filepath.Join(root, dirs[r.IntN(len(dirs))]) }
	file := func() string { return filepath.Join(dir(), fmt.Sprintf("%d.mp3", r.IntN(8))) }
	opts := Options{Catalog: filepath.Join(shared(t), "c.db"), Prober: &reader{}}
	s := open(t, opts)
	s.AddRoot(root)
	s.rest()

	var events []watch.Change // not reported yet
	hint := func(dirs ...string) {
		for _, d := range dirs {
			c := watch.Change{Root: root, Dirs: []string{d}}
			if r.IntN(3) == 0 {
				c = watch.Change{Root: root, Trees: []string{d}}
			}
			for range r.IntN(3) { // dropped, reported once or twice
				events = append(events, c)
			}
		}
	}
	for step := range 12 + r.IntN(12) {
		switch r.IntN(8) {
		case 0, 1, 2:
			path := file()
			write(t, path, fmt.Sprintf("%d of %p, %0*d", step, r, r.IntN(5), 0))
			hint(filepath.Dir(path))
			if r.IntN(4) == 0 {
				events = append(events, watch.Change{Root: root, Unsettled: []string{path}}, watch.Change{Root: root, Settled: []string{path}})
			}
		case 3:
			path := file()
			_ = os.Remove(path)
			hint(filepath.Dir(path))
		case 4:
			from, to := file(), file()
			_ = os.Rename(from, to)
			hint(filepath.Dir(from), filepath.Dir(to))
		case 5:
			from, to := dir(), filepath.Join(root, fmt.Sprintf("moved %d", r.IntN(3)))
			if from != root {
				_ = os.Rename(from, to)
				hint(from, to, root)
			}
		case 6:
			r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
			for _, c := range events[:r.IntN(len(events)+1)] {
				s.tell(func(o *owner) { o.changed(c) })
			}
			events = nil
		case 7:
			if r.IntN(3) == 0 {
				s.close() // at any moment
				s = open(t, opts)
			}
		}
	}
	s.tell(func(o *owner) { // files that were reported as being written settle in the end
		for path := range o.state.Writing {
			o.changed(watch.Change{Root: root, Settled: []string{path}})
		}
	})
	s.Rescan()
	s.rest()
	got := present(s)

	fresh := open(t, Options{Prober: &reader{}})
	fresh.AddRoot(root)
	fresh.settle()
	compare(t, got, present(fresh))

	before := s.View().Snapshot()
	s.rescan()
	if s.View().Snapshot() != before {
		t.Error("a second scan changed the rows")
	}
	ids := s.ids()
	s.close()
	s = open(t, opts)
	s.settle()
	if now := s.ids(); len(now) != len(ids) {
		t.Errorf("%d rows, %d after a start", len(ids), len(now))
	} else {
		for path, id := range ids {
			if now[path] != id {
				t.Errorf("%s is %d, was %d", path, now[path], id)
			}
		}
	}
	compare(t, present(s), got)
}

// present returns the titles of the rows that are not missing, by path.
func present(s *opened) map[string]string {
	titles := map[string]string{}
	for path, b := range s.rows() {
		if b.State != book.Missing && !b.Held {
			titles[path] = b.State.String() + " " + b.Title
		}
	}
	return titles
}
