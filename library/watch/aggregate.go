package watch

import (
	"maps"
	"path/filepath"
	"slices"
	"time"

	"lectern/library/text"
)

const (
	// gatherDelay is how long a change waits for others: a third of the time in
	// which a new file should become a row.
	gatherDelay = 100 * time.Millisecond
	// removalDelay is how long a removal waits for the matching arrival, in
	// this root or another: a move between file systems takes time between the
	// two.
	removalDelay = time.Second
	// wholeGap is the least time between two listings of a whole root because
	// of many changes.
	wholeGap = time.Second

	mostInFolder = 128 // changed subfolders of a folder; with more, the folder is listed recursively
	mostInRoot   = 512 // changed names in a root; with more, the whole root is listed
)

const tooMany = "many changes"

// aggregate turns events in a root into folders to list. It is given the time,
// has no timers, and does not use the file system.
type aggregate struct {
	root  string
	files settling

	dirs    map[string]bool // folders with new or changed entries
	left    map[string]bool // folders with removed entries only
	trees   map[string]bool // folders to list recursively
	settled map[string]bool // files that settled (true) or are unsettled (false)
	lost    []string        // files of which no check says any more whether they settled
	names   int             // number of changes since the last take
	reason  string          // why to list the whole root, "" if not

	added     time.Time // when dirs, trees, settled and lost are due
	gone      time.Time // when left is due
	all       time.Time // when the whole root is due
	lastWhole time.Time // when the whole root was last taken
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

// created records a new file.
func (a *aggregate) created(path string, now time.Time) {
	a.dir(filepath.Dir(path), now)
	a.written(path, now)
}

// written records a write, or a possible write, to a file.
func (a *aggregate) written(path string, now time.Time) {
	if a.files.touch(path, now) {
		a.settled[path] = false
		due(&a.added, now.Add(gatherDelay))
	}
}

// removed records that a file, or a folder with everything below, no longer
// exists.
func (a *aggregate) removed(path string, now time.Time) {
	a.files.drop(path)
	delete(a.settled, path)
	for _, set := range []map[string]bool{a.dirs, a.left, a.trees} {
		for dir := range set { // at most mostInRoot entries
			if text.Within(dir, path) {
				delete(set, dir)
			}
		}
	}
	if parent := filepath.Dir(path); a.note(now) && !a.dirs[parent] {
		a.left[parent] = true
		due(&a.gone, now.Add(removalDelay))
	}
}

// dir records a new or changed entry of a folder.
func (a *aggregate) dir(path string, now time.Time) {
	if a.note(now) {
		delete(a.left, path)
		a.dirs[path] = true
		due(&a.added, now.Add(gatherDelay))
	}
}

// tree records that anything below a folder may have changed.
func (a *aggregate) tree(path string, now time.Time) {
	if path == a.root {
		a.whole(tooMany, now)
	} else if a.note(now) {
		a.trees[path] = true
		due(&a.added, now.Add(gatherDelay))
	}
}

// whole records that anything in the root may have changed.
func (a *aggregate) whole(reason string, now time.Time) {
	if a.reason == "" || a.reason == tooMany {
		a.reason = reason
	}
	due(&a.all, later(now.Add(gatherDelay), a.lastWhole.Add(wholeGap)))
	clear(a.dirs)
	clear(a.left)
	clear(a.trees)
	a.names = 0
}

// note counts a change. It returns false if the whole root will be listed, so
// that the change need not be recorded.
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

// look returns up to limit files to be checked now. The caller must pass each
// to looked, removed or gaveUp.
func (a *aggregate) look(now time.Time, limit int) []string {
	looks, unsettled := a.files.due(now, limit)
	for _, path := range unsettled {
		a.settled[path] = false
		due(&a.added, now)
	}
	return looks
}

// looked records the result of checking a file.
func (a *aggregate) looked(path string, l look, now time.Time) {
	if a.files.looked(path, l, now) {
		a.settled[path] = true
		due(&a.added, now)
	}
}

// gaveUp ends the checks of a file that is out of reach, as after its drive was unplugged.
func (a *aggregate) gaveUp(path string, now time.Time) {
	a.files.drop(path)
	delete(a.settled, path)
	a.lost = append(a.lost, path)
	due(&a.added, now.Add(gatherDelay))
}

// due sets at to the earlier of at and t. A zero at means never.
func due(at *time.Time, t time.Time) {
	if at.IsZero() || t.Before(*at) {
		*at = t
	}
}

// ready returns when take will have something, zero for never.
func (a *aggregate) ready() (at time.Time) {
	if a.reason != "" {
		return a.all
	}
	if len(a.dirs)+len(a.trees)+len(a.settled)+len(a.lost) > 0 {
		at = a.added
	}
	if len(a.left) > 0 {
		due(&at, a.gone)
	}
	return at
}

// take returns the changes that are due: none before ready.
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
	c.Lost = a.lost
	a.settled, a.lost, a.added = map[string]bool{}, nil, time.Time{}
	if a.reason == "" {
		c.Trees, c.Dirs = a.folders(!a.gone.After(now))
		a.names = len(a.left)
		if !slices.Contains(c.Trees, a.root) {
			return c
		}
		a.whole(tooMany, now)
	}
	c.Whole, c.Reason, c.Trees, c.Dirs = true, a.reason, nil, nil
	a.reason, a.all, a.gone, a.lastWhole = "", time.Time{}, time.Time{}, now
	return c
}

// folders takes the folders to list. Folders with removals come last, and only
// if they are due.
func (a *aggregate) folders(leftToo bool) (trees, dirs []string) {
	dirs = slices.Sorted(maps.Keys(a.dirs))
	clear(a.dirs)
	if leftToo {
		dirs = append(dirs, slices.Sorted(maps.Keys(a.left))...)
		clear(a.left)
		a.gone = time.Time{}
	}
	kids := map[string]int{}
	for _, dir := range dirs {
		parent := filepath.Dir(dir)
		if kids[parent]++; kids[parent] > mostInFolder {
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
	for at := range text.Upward(dir, a.root) {
		if a.trees[at] {
			return true
		}
	}
	return false
}
