package library

import (
	"time"

	"lectern/library/book"
)

// A file that is written through memory (a torrent client's mmap) changes without
// an event. One that is faulty and was written to lately is looked at again until
// it has been still for a while.

const (
	// recheckFirst is how long after its fault a file is looked at again; each
	// time after takes twice as long.
	recheckFirst = 5 * time.Second
	// recheckFor is how old its last change may be: a client that pauses for
	// longer tells of its next rename.
	recheckFor = 10 * time.Minute
)

// recheck is when a faulty file is looked at again, and how long after the last look.
type recheck struct {
	at    time.Time
	after time.Duration
}

// rechecks are the rows to look at again, by ID.
type rechecks map[book.ID]recheck

// add has a file that turned out faulty looked at again soon.
func (c rechecks) add(f *book.File, now time.Time) { c.put(f, recheckFirst, now) }

// later has a file that was just looked at looked at again, after twice the time.
func (c rechecks) later(f *book.File, now time.Time) { c.put(f, 2*c[f.ID].after, now) }

// put has a file looked at after a time, unless it has been still for long.
func (c rechecks) put(f *book.File, after time.Duration, now time.Time) {
	if now.Sub(f.ModTime()).Abs() > recheckFor {
		delete(c, f.ID)
		return
	}
	c[f.ID] = recheck{now.Add(after), after}
}

// next is when the first is due, zero for never.
func (c rechecks) next() (at time.Time) {
	for _, r := range c {
		if at.IsZero() || r.at.Before(at) {
			at = r.at
		}
	}
	return at
}

// due takes the rows whose time has come; they are added again or forgotten.
func (c rechecks) due(now time.Time) (ids []book.ID) {
	for id, r := range c {
		if !r.at.After(now) {
			ids = append(ids, id)
		}
	}
	return ids
}

// wait sets the timer of the owner loop to the next look.
func (c rechecks) wait(timer *time.Timer) {
	timer.Stop()
	if at := c.next(); !at.IsZero() {
		timer.Reset(time.Until(at))
	}
}

// recheckLater has faulty files looked at again, in roots that are followed.
func (o *owner) recheckLater(files []*book.File) {
	if len(files) == 0 {
		return
	}
	now := time.Now()
	for _, f := range files {
		if o.followed(f.Root) {
			o.rechecks.add(f, now)
		}
	}
	o.rechecks.wait(o.again)
}

// recheck scans the folders of the files that are due.
func (o *owner) recheck() {
	now := time.Now()
	folders := map[target]bool{}
	for _, id := range o.rechecks.due(now) {
		r := o.state.ByID[id]
		if r == nil || r.File.State != book.Failed {
			delete(o.rechecks, id)
			continue
		}
		o.rechecks.later(r.File, now)
		folders[target{root: r.File.Root, dir: r.File.Folder(), flat: true}] = true
	}
	for t := range folders {
		o.scan(t)
	}
	o.rechecks.wait(o.again)
}
