package watch

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// clock is the time that a test gives the aggregate.
type clock struct{ time.Time }

func (c *clock) pass(d time.Duration) time.Time {
	c.Time = c.Add(d)
	return c.Time
}

func newClock() *clock { return &clock{time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)} }

// whenReady moves the clock to when the aggregate is ready, and takes.
func (c *clock) whenReady(t *testing.T, a *aggregate) Change {
	t.Helper()
	at := a.ready()
	if at.IsZero() {
		t.Fatal("nothing is ever ready")
	}
	if early := a.take(at.Add(-1)); at.After(c.Time) && !isEmpty(early) {
		t.Errorf("before its time: %+v", early)
	}
	c.Time = later(c.Time, at)
	return a.take(c.Time)
}

// isEmpty reports whether c has news of Status and Notice only.
func isEmpty(c Change) bool {
	return !c.Whole && len(c.Trees)+len(c.Dirs)+len(c.Unsettled)+len(c.Settled)+len(c.Lost) == 0
}

func want(t *testing.T, got, want Change) {
	t.Helper()
	want.Root = "/r"
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// numbered returns n paths with the numbers from 000 on.
func numbered(dir string, n int) (paths []string) {
	for i := range n {
		paths = append(paths, fmt.Sprintf("%s%03d", dir, i))
	}
	return paths
}

func TestAggregate(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(a *aggregate, now time.Time)
		want Change
	}{
		{"a file", func(a *aggregate, now time.Time) { a.created("/r/a/x", now) },
			Change{Dirs: []string{"/r/a"}, Unsettled: []string{"/r/a/x"}}},
		{"a write", func(a *aggregate, now time.Time) { a.written("/r/a/x", now) },
			Change{Unsettled: []string{"/r/a/x"}}},
		{"a folder, and what comes below", func(a *aggregate, now time.Time) {
			a.dir("/r/a/b", now)
			a.tree("/r/a", now)
			a.tree("/r/a/b/c", now)
			a.dir("/r/a", now)
			a.dir("/r/ab", now)
		}, Change{Trees: []string{"/r/a"}, Dirs: []string{"/r/ab"}}},
		{"a tree", func(a *aggregate, now time.Time) { a.tree("/r/a", now) },
			Change{Trees: []string{"/r/a"}}},
		{"what went", func(a *aggregate, now time.Time) { a.removed("/r/a/x", now) },
			Change{Dirs: []string{"/r/a"}}},
		{"what went where something came", func(a *aggregate, now time.Time) {
			a.removed("/r/a/x", now)
			a.dir("/r/a", now)
		}, Change{Dirs: []string{"/r/a"}}},
		{"what went where something had come", func(a *aggregate, now time.Time) {
			a.dir("/r/a", now)
			a.removed("/r/a/x", now)
		}, Change{Dirs: []string{"/r/a"}}},
		{"what came and went with its folder", func(a *aggregate, now time.Time) {
			a.tree("/r/a", now)
			a.created("/r/a/b/x", now)
			a.removed("/r/a/b/x", now)
			a.removed("/r/a/b", now)
			a.removed("/r/a", now)
		}, Change{Dirs: []string{"/r"}}},
		{"the root as a tree", func(a *aggregate, now time.Time) { a.tree("/r", now) },
			Change{Whole: true, Reason: tooMany}},
		{"the whole, for the stronger reason", func(a *aggregate, now time.Time) {
			a.tree("/r", now)
			a.whole("events were lost", now)
			a.whole("hourly", now)
			a.dir("/r/a", now)
			a.removed("/r/b", now)
		}, Change{Whole: true, Reason: "events were lost"}},
		{"many subfolders of one folder", func(a *aggregate, now time.Time) {
			for i := range mostInFolder + 1 {
				a.dir(fmt.Sprintf("/r/a/%d", i), now)
			}
			a.dir("/r/b/c", now)
		}, Change{Trees: []string{"/r/a"}, Dirs: []string{"/r/b/c"}}},
		{"as many subfolders as a folder may have", func(a *aggregate, now time.Time) {
			for i := range mostInFolder {
				a.dir(fmt.Sprintf("/r/a/%03d", i), now)
			}
		}, Change{Dirs: numbered("/r/a/", mostInFolder)}},
		{"many subfolders of the root", func(a *aggregate, now time.Time) {
			for i := range mostInFolder + 1 {
				a.dir(fmt.Sprintf("/r/%d", i), now)
			}
		}, Change{Whole: true, Reason: tooMany}},
		{"many changes", func(a *aggregate, now time.Time) {
			for i := range mostInRoot + 1 {
				a.removed(fmt.Sprintf("/r/a/%d", i), now)
			}
		}, Change{Whole: true, Reason: tooMany}},
		{"as many changes as a root may have", func(a *aggregate, now time.Time) {
			for i := range mostInRoot {
				a.removed(fmt.Sprintf("/r/a/%d", i), now)
			}
		}, Change{Dirs: []string{"/r/a"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, a := newClock(), newAggregate("/r", quietLocal)
			c.do(a, at.Time)
			want(t, at.whenReady(t, a), c.want)
			if next := a.ready(); !next.IsZero() {
				t.Errorf("there is more: %+v", a.take(next))
			}
		})
	}
}

// TestRemovalsLast checks that removals come a second later, and after arrivals
// in the meantime.
func TestRemovalsLast(t *testing.T) {
	at, a := newClock(), newAggregate("/r", quietLocal)
	a.removed("/r/a/x", at.Time)
	a.dir("/r/c", at.Time)
	want(t, at.whenReady(t, a), Change{Dirs: []string{"/r/c"}})
	a.dir("/r/d", at.pass(removalDelay-gatherDelay-10*time.Millisecond))
	at.pass(gatherDelay)
	want(t, at.whenReady(t, a), Change{Dirs: []string{"/r/d", "/r/a"}})

	again := at.Time
	a.removed("/r/b/x", again)
	want(t, at.whenReady(t, a), Change{Dirs: []string{"/r/b"}})
	if d := at.Sub(again); d != removalDelay {
		t.Errorf("the next removal comes after %v, want %v", d, removalDelay)
	}
}

// TestTakenIsNotRepeated checks that what was taken is neither named again nor counted
// with later changes, however many there are, and neither is what the whole root covered.
func TestTakenIsNotRepeated(t *testing.T) {
	at, a := newClock(), newAggregate("/r", quietLocal)
	a.tree("/r/a", at.Time)
	want(t, at.whenReady(t, a), Change{Trees: []string{"/r/a"}})
	for range mostInRoot + 1 {
		a.dir("/r/b", at.Time)
		want(t, at.whenReady(t, a), Change{Dirs: []string{"/r/b"}})
	}
	for range mostInRoot {
		a.dir("/r/b", at.Time)
	}
	a.tree("/r/c", at.Time)
	a.tree("/r/d", at.Time)
	want(t, at.whenReady(t, a), Change{Whole: true, Reason: tooMany})
	a.dir("/r/e", at.Time)
	want(t, at.whenReady(t, a), Change{Dirs: []string{"/r/e"}})
	a.tree("/r/c", at.Time)
	a.removed("/r/d/x", at.Time)
	a.whole("hourly", at.Time)
	want(t, at.whenReady(t, a), Change{Whole: true, Reason: "hourly"})
	a.dir("/r/e", at.Time)
	want(t, at.whenReady(t, a), Change{Dirs: []string{"/r/e"}})
}

// TestRemovedFileIsForgotten checks that a file that went is not looked at.
func TestRemovedFileIsForgotten(t *testing.T) {
	at, a := newClock(), newAggregate("/r", quietLocal)
	a.created("/r/x", at.Time)
	a.removed("/r/x", at.Time)
	if next := a.files.next(); !next.IsZero() {
		t.Errorf("looked at after %v", next.Sub(at.Time))
	}
	want(t, at.whenReady(t, a), Change{Dirs: []string{"/r"}})
}

// TestLostFileIsTold checks that a file that cannot be checked any more is named, but no
// folder to list.
func TestLostFileIsTold(t *testing.T) {
	at, a := newClock(), newAggregate("/r", quietLocal)
	a.written("/r/x", at.Time)
	want(t, at.whenReady(t, a), Change{Unsettled: []string{"/r/x"}})
	a.gaveUp("/r/x", at.Time)
	want(t, at.whenReady(t, a), Change{Lost: []string{"/r/x"}})
	if next := a.files.next(); !next.IsZero() {
		t.Errorf("looked at after %v", next.Sub(at.Time))
	}
	a.written("/r/x", at.Time)
	a.gaveUp("/r/x", at.Time)
	want(t, at.whenReady(t, a), Change{Lost: []string{"/r/x"}})
}

// TestWholeIsNotRepeated checks that a root that changes everywhere is not
// listed again at once.
func TestWholeIsNotRepeated(t *testing.T) {
	at, a := newClock(), newAggregate("/r", quietLocal)
	a.whole("poll", at.Time)
	at.whenReady(t, a)
	last := at.Time
	a.whole(tooMany, at.Time)
	at.whenReady(t, a)
	if d := at.Sub(last); d != wholeGap {
		t.Errorf("again after %v, want %v", d, wholeGap)
	}
}

// TestLooksAreLimited: no more files are checked at once than asked for, and the others next.
func TestLooksAreLimited(t *testing.T) {
	at, a := newClock(), newAggregate("/r", quietLocal)
	for _, path := range numbered("/r/", 3) {
		a.written(path, at.Time)
	}
	at.pass(quietLocal)
	if first, then := a.look(at.Time, 2), a.look(at.Time, 2); len(first) != 2 || len(then) != 1 {
		t.Errorf("%v, then %v", first, then)
	}
}

// settle steps through the time in tenths of a second, looks where it is
// asked to, and returns when the file was unsettled and settled.
func settle(a *aggregate, at *clock, d time.Duration, event func(i int) bool, seen func(i int) look) (unsettled, settled []time.Duration) {
	const step = 100 * time.Millisecond
	began := at.Time
	for i := range int(d / step) {
		now := at.pass(step)
		if event(i) {
			a.written("/r/x", now)
		}
		for _, path := range a.look(now, looksAtOnce) {
			a.looked(path, seen(i), now)
		}
		c := a.take(now)
		for range c.Unsettled {
			unsettled = append(unsettled, now.Sub(began))
		}
		for range c.Settled {
			settled = append(settled, now.Sub(began))
		}
	}
	return unsettled, settled
}

func TestSettle(t *testing.T) {
	never := func(int) bool { return false }
	still := func(int) look { return look{1, 1} }
	first := func(i int) bool { return i == 0 }
	for _, c := range []struct {
		name               string
		quiet, run         time.Duration
		event              func(i int) bool
		seen               func(i int) look
		unsettled, settled []time.Duration
	}{
		{"written once", quietLocal, time.Hour, first, still,
			[]time.Duration{200 * time.Millisecond}, []time.Duration{4600 * time.Millisecond}},
		{"on a network", quietRemote, time.Hour, first, still,
			[]time.Duration{200 * time.Millisecond}, []time.Duration{11600 * time.Millisecond}},
		{"written for 2 min", quietLocal, time.Hour, func(i int) bool { return i < 1200 }, still,
			[]time.Duration{200 * time.Millisecond, 60100 * time.Millisecond, 120100 * time.Millisecond}, []time.Duration{124500 * time.Millisecond}},
		{"written after the first look", quietLocal, time.Hour, func(i int) bool { return i == 0 || i == 30 }, still,
			[]time.Duration{200 * time.Millisecond}, []time.Duration{7600 * time.Millisecond}},
		{"written through a map for 10 s", quietLocal, time.Hour, first, func(i int) look { return look{1, int64(min(i, 100))} },
			[]time.Duration{200 * time.Millisecond}, []time.Duration{12600 * time.Millisecond}},
		{"never touched", quietLocal, time.Hour, never, still, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := newAggregate("/r", c.quiet)
			unsettled, settled := settle(a, newClock(), c.run, c.event, c.seen)
			if !reflect.DeepEqual(unsettled, c.unsettled) || !reflect.DeepEqual(settled, c.settled) {
				t.Errorf("unsettled at %v, settled at %v; want %v, %v", unsettled, settled, c.unsettled, c.settled)
			}
			if next := a.files.next(); !next.IsZero() || len(a.files.files) > 0 {
				t.Error("it is still followed")
			}
		})
	}
}

// TestNoChangeIsLost holds the property: every recorded change, in any order
// and number, is covered by a Change taken later, and every pending file
// settles.
func TestNoChangeIsLost(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 3))
		at, a := newClock(), newAggregate("/r", quietLocal)
		owed := map[string]bool{}   // folders that must be listed
		flux := map[string]bool{}   // files that must settle
		deep := map[string]bool{}   // folders that must be listed with all below
		span := 1 + rng.IntN(1<<10) // how many names there are
		path := func() string {
			p := "/r"
			for range rng.IntN(4) {
				p += fmt.Sprint("/", rng.IntN(span))
			}
			return p
		}
		take := func() {
			c := a.take(at.Time)
			trees := &aggregate{root: "/r", trees: map[string]bool{}}
			for _, tree := range c.Trees {
				trees.trees[tree] = true
			}
			for _, set := range []map[string]bool{owed, deep} {
				for dir := range set {
					if c.Whole || trees.covered(dir) {
						delete(set, dir)
					}
				}
			}
			for _, dir := range c.Dirs {
				delete(owed, dir)
				if trees.covered(dir) {
					t.Fatalf("seed %d: %s is named twice", seed, dir)
				}
			}
			for _, path := range c.Settled {
				delete(flux, path)
			}
		}
		for range 3000 {
			p := path()
			switch rng.IntN(6) {
			case 0, 1:
				a.created(p+"/f", at.Time)
				owed[p], flux[p+"/f"] = true, true
			case 2:
				a.written(p+"/f", at.Time)
				flux[p+"/f"] = true
			case 3:
				a.removed(p+"/f", at.Time)
				owed[p] = true
				delete(flux, p+"/f")
			case 4:
				a.tree(p, at.Time)
				deep[p] = true
			case 5:
				if rng.IntN(200) == 0 {
					a.whole("hourly", at.Time)
				}
			}
			if rng.IntN(10) == 0 {
				at.pass(time.Duration(rng.IntN(400)) * time.Millisecond)
				for _, path := range a.look(at.Time, looksAtOnce) {
					a.looked(path, look{1, int64(rng.IntN(2))}, at.Time)
				}
				take()
			}
		}
		for range 200 {
			at.pass(time.Second)
			for _, path := range a.look(at.Time, 1<<20) {
				a.looked(path, look{1, 1}, at.Time)
			}
			take()
		}
		if len(owed)+len(deep)+len(flux) > 0 {
			t.Fatalf("seed %d: lost %v, %v, %v", seed, owed, deep, flux)
		}
		if !a.ready().IsZero() || !a.files.next().IsZero() {
			t.Fatalf("seed %d: something goes on", seed)
		}
	}
}
