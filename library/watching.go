package library

import (
	"path/filepath"
	"slices"
	"time"

	"lectern/library/watch"
)

// A change that the watcher reports is a hint: the folders it names are scanned, and the
// scan finds out what is there.

// maxHints is the largest number of folders that are scanned one by one; for more, one
// scan of the whole root is less work.
const maxHints = 32

// changed scans the folders that a change names.
func (o *owner) changed(c watch.Change) {
	r := o.state.Roots.At(c.Root)
	if r == nil || r.Paused() || r.Settings.Follow == FollowNone {
		return // removed or no longer followed
	}
	r.Watch = c.Status
	if !c.Notice.IsZero() {
		o.notify(c.Notice)
		o.log.Warn("watch_limited", "root", c.Root)
	}
	for _, path := range c.Lost {
		o.state.Unfollowed(path)
	}
	now := time.Now().UnixNano()
	for _, path := range c.Unsettled {
		o.state.Unsettled(path, now)
	}
	dirs := slices.Clone(c.Dirs)
	settled := o.state.Settled
	if !o.follower.follows(c.Root) {
		settled = o.state.Unfollowed
	}
	for _, path := range c.Settled {
		settled(path)
		dirs = append(dirs, filepath.Dir(path))
	}
	if c.Whole || len(c.Trees)+len(dirs) > maxHints {
		o.log.Info("changed", "root", c.Root, "whole", true, "reason", c.Reason)
		o.scan(wholeRoot(c.Root))
		return
	}
	for _, dir := range c.Trees { // first, so that a moved file is found before it is missed
		o.log.Info("changed", "root", c.Root, "dir", dir, "below", true)
		o.scan(target{root: c.Root, dir: dir})
	}
	seen := map[string]bool{}
	for _, dir := range dirs {
		if seen[dir] {
			continue
		}
		seen[dir] = true
		o.log.Info("changed", "root", c.Root, "dir", dir)
		o.scan(target{root: c.Root, dir: dir, flat: true})
	}
}

// startWatching starts the watcher, whose changes go to the owner.
func (l *Library) startWatching() {
	l.watcher = watch.New(l.log, func(c watch.Change) {
		select {
		case l.changes <- c:
		case <-l.done:
		}
	})
}
