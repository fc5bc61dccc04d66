package library

import (
	"path/filepath"
	"slices"

	"lectern/library/scan"
	"lectern/library/watch"
)

// What the watcher tells is a hint: the folders it names are scanned, and the
// scan finds out what there is.

// follow has changes below a root told.
func (o *owner) follow(root string) {
	if o.watcher != nil {
		o.watcher.Add(root, watch.Options{Ignore: ignored})
	}
}

func (o *owner) unfollow(root string) {
	if o.watcher != nil {
		o.watcher.Remove(root)
	}
}

// ignored reports what no scan looks at. A marker that hides its folder must be
// heard of, and of a file only its name is known when it is gone.
func ignored(path string, folder bool) bool {
	name := filepath.Base(path)
	switch {
	case scan.IsMarker(name):
		return false
	case folder:
		return scan.Ignored(name)
	default:
		// What is gone may have been a folder, which may have any name.
		return scan.Ignored(name) || filepath.Ext(name) != "" && !scan.IsAudio(name)
	}
}

// maxHints is how many folders are scanned one by one; for more, one scan of
// the whole root is less work.
const maxHints = 32

// changed takes a hint.
func (o *owner) changed(c watch.Change) {
	r := o.state.root(c.Root)
	if r == nil {
		return // removed meanwhile
	}
	r.Watch = c.Status.String()
	if c.Notice != "" {
		o.notices = append(slices.Clone(o.notices), c.Notice)
		o.log.Warn("watch_limited", "root", c.Root)
	}
	dirs := append(slices.Clone(c.Trees), c.Dirs...)
	for _, file := range c.Settled {
		dirs = append(dirs, filepath.Dir(file))
	}
	if c.Whole || len(dirs) > maxHints {
		o.log.Info("changed", "root", c.Root, "whole", true, "reason", c.Reason)
		o.scan(target{c.Root, c.Root})
		return
	}
	slices.Sort(dirs)
	dirs = slices.Compact(dirs)
	last := ""
	for _, dir := range dirs { // a folder comes before those in it
		if last != "" && within(dir, last) {
			continue
		}
		last = dir
		o.log.Info("changed", "root", c.Root, "dir", dir)
		o.scan(target{c.Root, dir})
	}
}

// startWatching makes the watcher, whose changes go to the owner.
func (l *Library) startWatching() {
	l.watcher = watch.New(l.log, func(c watch.Change) {
		select {
		case l.changes <- c:
		case <-l.done:
		}
	})
}
