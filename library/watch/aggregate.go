package watch

import (
	"path/filepath"
	"slices"
	"time"
)

const (
	// gather is how long a change waits for others: a third of the time a new
	// file may take to its row.
	gather = 100 * time.Millisecond
	// hold is how long what went waits for what came, in this root or another:
	// a move across file systems takes its time between the two.
	hold = time.Second
	// calm is between two listings of a whole root for many changes.
	calm = time.Second

	mostInFolder = 128 // changed subfolders of one folder; more, and it is listed with all below
	mostInRoot   = 512 // changed names in a root; more, and it is listed as a whole
)

const tooMany = "many changes"

// aggregate turns what happens in a root into what is worth listing. It is
// told the time, does nothing by itself and knows no file system.
type aggregate struct {
	root  string
	files settling

	dirs      map[string]bool // folders to list; true if only something went
	trees     map[string]bool // folders to list with all below
	names     int             // changes since the last take
	unsettled []string
	settled   []string
	reason    string // why the whole root is to be listed, "" if it is not

	came      time.Time // when what came is due, zero when there is nothing
	went      time.Time // when what went is due
	all       time.Time // when the whole is due
	lastWhole time.Time
}

func newAggregate(root string, quiet time.Duration) *aggregate {
	return &aggregate{root: root, files: newSettling(quiet), dirs: map[string]bool{}, trees: map[string]bool{}}
}

// made notes a new file.
func (a *aggregate) made(path string, now time.Time) {
	a.dir(filepath.Dir(path), now)
	a.wrote(path, now)
}

// wrote notes that a file was written to, or may have been.
func (a *aggregate) wrote(path string, now time.Time) {
	if a.files.stir(path, now) {
		a.unsettled = append(a.unsettled, path)
		due(&a.came, now.Add(gather))
	}
}

// gone notes that a file or a folder, with all below, is no longer there.
func (a *aggregate) gone(path string, now time.Time) {
	a.files.drop(path)
	for _, set := range []map[string]bool{a.dirs, a.trees} {
		for dir := range set { // no more than mostInRoot
			if within(path, dir) {
				delete(set, dir)
			}
		}
	}
	if !a.note(now) {
		return
	}
	parent := filepath.Dir(path)
	if _, known := a.dirs[parent]; !known {
		a.dirs[parent] = true
	}
	due(&a.went, now.Add(hold))
}

// dir notes that something came to a folder or changed in it.
func (a *aggregate) dir(path string, now time.Time) {
	if a.note(now) {
		a.dirs[path] = false
		due(&a.came, now.Add(gather))
	}
}

// tree notes that all below a folder may have changed.
func (a *aggregate) tree(path string, now time.Time) {
	if path == a.root {
		a.whole(tooMany, now)
	} else if a.note(now) {
		a.trees[path] = true
		due(&a.came, now.Add(gather))
	}
}

// whole notes that anything may have changed.
func (a *aggregate) whole(reason string, now time.Time) {
	if a.reason == "" || a.reason == tooMany {
		a.reason = reason
	}
	due(&a.all, later(now.Add(gather), a.lastWhole.Add(calm)))
	clear(a.dirs)
	clear(a.trees)
	a.names, a.went = 0, time.Time{}
}

// note counts a change and reports whether it is to be noted by itself.
func (a *aggregate) note(now time.Time) bool {
	if a.reason != "" {
		return false
	}
	if a.names++; a.names > mostInRoot {
		a.whole(tooMany, now)
		return false
	}
	return true
}

// look returns up to limit files whose looks are wanted now; each must be
// given to looked or gone.
func (a *aggregate) look(now time.Time, limit int) []string {
	looks, unsettled := a.files.due(now, limit)
	if len(unsettled) > 0 {
		a.unsettled = append(a.unsettled, unsettled...)
		due(&a.came, now)
	}
	return looks
}

// looked notes what a file looks like.
func (a *aggregate) looked(path string, l look, now time.Time) {
	if a.files.looked(path, l, now) {
		a.settled = append(a.settled, path)
		due(&a.came, now)
	}
}

// due makes at no later than t.
func due(at *time.Time, t time.Time) {
	if at.IsZero() || t.Before(*at) {
		*at = t
	}
}

// ready is when take has something, zero for never.
func (a *aggregate) ready() (at time.Time) {
	times := []time.Time{a.came, a.went}
	if a.reason != "" {
		times = []time.Time{a.all}
	}
	for _, t := range times {
		if !t.IsZero() {
			due(&at, t)
		}
	}
	return at
}

// take returns what is due, which is nothing before ready.
func (a *aggregate) take(now time.Time) (c Change) {
	c.Root = a.root
	if at := a.ready(); at.IsZero() || at.After(now) {
		return c
	}
	c.Settled, c.Unsettled = a.settled, a.unsettled
	a.settled, a.unsettled, a.came = nil, nil, time.Time{}
	if a.reason != "" {
		c.Whole, c.Reason = true, a.reason
		a.reason, a.all, a.lastWhole = "", time.Time{}, now
		return c
	}
	c.Trees, c.Dirs = a.folders(!a.went.IsZero() && !a.went.After(now))
	a.names = len(a.dirs)
	if c.Trees != nil && c.Trees[0] == a.root {
		c.Whole, c.Reason, c.Trees = true, tooMany, nil
		a.lastWhole = now
	}
	return c
}

// folders takes the folders to list, those where something went last and only
// if they are asked for.
func (a *aggregate) folders(lost bool) (trees, dirs []string) {
	var last []string
	kids := map[string]int{}
	for dir, only := range a.dirs {
		switch {
		case only && !lost:
			continue
		case only:
			last = append(last, dir)
		default:
			dirs = append(dirs, dir)
		}
		delete(a.dirs, dir)
		kids[filepath.Dir(dir)]++
	}
	if lost {
		a.went = time.Time{}
	}
	for parent, n := range kids {
		if n > mostInFolder && within(a.root, parent) {
			a.trees[parent] = true
		}
	}
	for dir := range a.trees {
		if !a.covered(filepath.Dir(dir)) {
			trees = append(trees, dir)
		}
	}
	slices.Sort(trees)
	slices.Sort(dirs)
	slices.Sort(last)
	dirs = slices.DeleteFunc(append(dirs, last...), a.covered)
	clear(a.trees)
	return trees, dirs
}

// covered reports whether dir lies in one of trees.
func (a *aggregate) covered(dir string) bool {
	for ; within(a.root, dir); dir = filepath.Dir(dir) {
		if a.trees[dir] {
			return true
		}
		if dir == a.root {
			break
		}
	}
	return false
}
