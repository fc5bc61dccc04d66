package watch

import (
	"maps"
	"path/filepath"
	"slices"
	"time"

	"lectern/library/text"
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

	dirs    map[string]bool // folders something came to or changed in
	left    map[string]bool // folders that something went from, and no more
	trees   map[string]bool // folders to list with all below
	settled map[string]bool // files that have settled, or (false) have not
	names   int             // changes since the last take
	reason  string          // why the whole root is to be listed, "" if it is not

	came      time.Time // when dirs, trees and settled are due
	went      time.Time // when left is
	all       time.Time // when the whole root is
	lastWhole time.Time // when it was taken
}

func newAggregate(root string, quiet time.Duration) *aggregate {
	return &aggregate{
		root:    root,
		files:   newSettling(quiet),
		dirs:    map[string]bool{},
		left:    map[string]bool{},
		trees:   map[string]bool{},
		settled: map[string]bool{},
	}
}

// made notes a new file.
func (a *aggregate) made(path string, now time.Time) {
	a.dir(filepath.Dir(path), now)
	a.wrote(path, now)
}

// wrote notes that a file was written to, or may have been.
func (a *aggregate) wrote(path string, now time.Time) {
	if a.files.stir(path, now) {
		a.settled[path] = false
		due(&a.came, now.Add(gather))
	}
}

// gone notes that a file or a folder, with all below, is no longer there.
func (a *aggregate) gone(path string, now time.Time) {
	a.files.drop(path)
	delete(a.settled, path)
	for _, set := range []map[string]bool{a.dirs, a.left, a.trees} {
		for dir := range set { // no more than mostInRoot
			if text.Within(dir, path) {
				delete(set, dir)
			}
		}
	}
	if parent := filepath.Dir(path); a.note(now) && !a.dirs[parent] {
		a.left[parent] = true
		due(&a.went, now.Add(hold))
	}
}

// dir notes that something came to a folder or changed in it.
func (a *aggregate) dir(path string, now time.Time) {
	if a.note(now) {
		delete(a.left, path)
		a.dirs[path] = true
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
	clear(a.left)
	clear(a.trees)
	a.names = 0
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
	for _, path := range unsettled {
		a.settled[path] = false
		due(&a.came, now)
	}
	return looks
}

// looked notes what a file looks like.
func (a *aggregate) looked(path string, l look, now time.Time) {
	if a.files.looked(path, l, now) {
		a.settled[path] = true
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
	if a.reason != "" {
		return a.all
	}
	if len(a.dirs)+len(a.trees)+len(a.settled) > 0 {
		at = a.came
	}
	if len(a.left) > 0 {
		due(&at, a.went)
	}
	return at
}

// take returns what is due, which is nothing before ready.
func (a *aggregate) take(now time.Time) Change {
	c := Change{Root: a.root}
	if at := a.ready(); at.IsZero() || at.After(now) {
		return c
	}
	for path, settled := range a.settled {
		if settled {
			c.Settled = append(c.Settled, path)
		} else {
			c.Unsettled = append(c.Unsettled, path)
		}
	}
	a.settled, a.came = map[string]bool{}, time.Time{}
	if a.reason == "" {
		c.Trees, c.Dirs = a.folders(len(a.left) > 0 && !a.went.After(now))
		a.names = len(a.left)
		if !slices.Contains(c.Trees, a.root) {
			return c
		}
		a.whole(tooMany, now)
	}
	c.Whole, c.Reason, c.Trees, c.Dirs = true, a.reason, nil, nil
	a.reason, a.all, a.went, a.lastWhole = "", time.Time{}, time.Time{}, now
	return c
}

// folders takes the folders to list; those that something went from are last,
// and taken only if they are due.
func (a *aggregate) folders(leftToo bool) (trees, dirs []string) {
	dirs = slices.Sorted(maps.Keys(a.dirs))
	clear(a.dirs)
	if leftToo {
		dirs = append(dirs, slices.Sorted(maps.Keys(a.left))...)
		clear(a.left)
		a.went = time.Time{}
	}
	kids := map[string]int{}
	for _, dir := range dirs {
		parent := filepath.Dir(dir)
		if kids[parent]++; kids[parent] > mostInFolder && dir != a.root {
			a.trees[parent] = true
		}
	}
	dirs = slices.DeleteFunc(dirs, a.covered)
	trees = slices.DeleteFunc(slices.Sorted(maps.Keys(a.trees)), func(tree string) bool {
		return tree != a.root && a.covered(filepath.Dir(tree))
	})
	clear(a.trees)
	return trees, dirs
}

// covered reports whether dir lies in one of trees.
func (a *aggregate) covered(dir string) bool {
	for ; dir != a.root; dir = filepath.Dir(dir) {
		if a.trees[dir] {
			return true
		}
	}
	return a.trees[dir]
}
