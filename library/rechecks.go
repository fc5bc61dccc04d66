package library

import (
	"maps"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// A file that is written through memory (a torrent client's mmap) changes without an
// event. Therefore a faulty file that was modified recently is checked again and again
// until it has not changed for a while.

const (
	// recheckFirst is the time from a fault to the first check. Each later interval is
	// twice as long.
	recheckFirst = 5 * time.Second
	// recheckFor is how long ago a file may have been modified to be checked again. A
	// client that pauses for longer causes an event when it renames the finished file.
	recheckFor = 10 * time.Minute
)

// recheck is the time of a file's next check, and the interval before it.
type recheck struct {
	at    time.Time
	after time.Duration
}

// rechecks holds the files to check again, by ID. Owner goroutine only.
type rechecks struct {
	files map[book.ID]recheck
	timer *time.Timer // fires when the next check is due
}

func newRechecks() rechecks { return rechecks{map[book.ID]recheck{}, time.NewTimer(0)} }

// addFollowed schedules the first check of the faulty files that lie in followed roots.
func (c rechecks) addFollowed(files []*book.File, follows func(root string) bool) {
	if len(files) == 0 {
		return
	}
	now := time.Now()
	for _, f := range files {
		if follows(f.Root) {
			c.add(f, now)
		}
	}
	c.wait()
}

// targets returns the folders of the files whose check is due, and schedules the next
// check of each.
func (c rechecks) targets(s *state.State) []target {
	now := time.Now()
	folders := map[target]bool{}
	for _, id := range c.due(now) {
		r := s.Listed.ByID[id]
		if r == nil || r.File.State != book.Failed {
			delete(c.files, id)
			continue
		}
		c.later(r.File, now)
		folders[target{root: r.File.Root, dir: r.File.Folder(), flat: true}] = true
	}
	c.wait()
	return slices.Collect(maps.Keys(folders))
}

// add schedules the first check of a file that turned out faulty.
func (c rechecks) add(f *book.File, now time.Time) { c.put(f, recheckFirst, now) }

// later schedules the next check of a file, after twice the last interval.
func (c rechecks) later(f *book.File, now time.Time) { c.put(f, 2*c.files[f.ID].after, now) }

// put schedules a check of a file after an interval, or drops the file if it was last
// modified too long ago.
func (c rechecks) put(f *book.File, after time.Duration, now time.Time) {
	if now.Sub(f.ModTime()).Abs() > recheckFor {
		delete(c.files, f.ID)
		return
	}
	c.files[f.ID] = recheck{now.Add(after), after}
}

// next returns when the earliest check is due, zero if there is none.
func (c rechecks) next() (at time.Time) {
	for _, r := range c.files {
		if at.IsZero() || r.at.Before(at) {
			at = r.at
		}
	}
	return at
}

// due returns the files whose check is due. The caller calls later for each or deletes
// it.
func (c rechecks) due(now time.Time) (ids []book.ID) {
	for id, r := range c.files {
		if !r.at.After(now) {
			ids = append(ids, id)
		}
	}
	return ids
}

// wait sets the timer to the next check.
func (c rechecks) wait() {
	c.timer.Stop()
	if at := c.next(); !at.IsZero() {
		c.timer.Reset(time.Until(at))
	}
}
