package library

import (
	"path/filepath"
	"slices"
	"time"

	"lectern/library/state"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/text"
	"lectern/library/watch"
)

// A change that the watcher reports is a hint: the folders it names are scanned, and the
// scan finds out what is there.

// follow makes the watcher report changes below a root, as the root's settings ask.
func (o *owner) follow(r *state.Root) {
	if o.watcher == nil {
		return
	}
	set := r.Settings
	if set.Paused || set.Follow == FollowNone {
		o.unfollow(r)
		return
	}
	opts := watch.Options{
		Ignore: ignorer(r.Path, set.Patterns), Beside: sidecar.Names, Marker: scan.IsMarker,
		Force: set.Follow == FollowWatch,
	}
	if set.Follow == FollowPoll {
		if opts.Poll = set.Poll; opts.Poll <= 0 {
			opts.Poll = watch.PollEvery
		}
	} else {
		opts.Every = set.Poll
	}
	o.watcher.Add(r.Path, opts)
	for path := range o.state.Writing { // Add restarts the root, which forgets these files
		if text.Within(path, r.Path) {
			o.watcher.Follow(r.Path, path)
		}
	}
}

func (o *owner) unfollow(r *state.Root) {
	r.Watch = ""
	if o.watcher != nil {
		o.watcher.Remove(r.Path)
	}
	for path := range o.state.Writing {
		if text.Within(path, r.Path) {
			o.state.Settled(path, false)
		}
	}
}

// ignorer returns a function that reports whether scans of a root ignore a path.
// Changes of markers, which hide their folders, must still be reported. For a path that
// is gone, folder is false.
func ignorer(root, patterns string) func(path string, folder bool) bool {
	matches := scan.Ignorer(patterns)
	return func(path string, folder bool) bool {
		name := filepath.Base(path)
		switch {
		case scan.IsMarker(name):
			return false
		case folder && scan.IgnoredFolder(name, filepath.Dir(path) == root), !folder && scan.IgnoredFile(name):
			return true
		case !folder && filepath.Ext(name) != "" && !scan.IsAudio(name) && !sidecar.Names(name):
			return true // without an extension, a path that is gone may have been a folder
		default:
			return matches(root, path, folder)
		}
	}
}

// maxHints is the largest number of folders that are scanned one by one; for more, one
// scan of the whole root is less work.
const maxHints = 32

// changed scans the folders that a change names.
func (o *owner) changed(c watch.Change) {
	r := o.state.Roots.At(c.Root)
	if r == nil || r.Settings.Paused || r.Settings.Follow == FollowNone {
		return // removed or no longer followed
	}
	r.Watch = c.Status.String()
	if c.Notice != "" {
		o.notices = append(slices.Clone(o.notices), c.Notice)
		o.log.Warn("watch_limited", "root", c.Root)
	}
	now := time.Now().UnixNano()
	for _, path := range c.Unsettled {
		o.state.Unsettled(path, now)
	}
	dirs := slices.Clone(c.Dirs)
	followed := o.followed(c.Root)
	for _, path := range c.Settled {
		o.state.Settled(path, followed)
		dirs = append(dirs, filepath.Dir(path))
	}
	if c.Whole || len(c.Trees)+len(dirs) > maxHints {
		o.log.Info("changed", "root", c.Root, "whole", true, "reason", c.Reason)
		o.scan(target{root: c.Root, dir: c.Root})
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

// followed reports whether the watcher will report when a file of the root that is being
// written changes or settles.
func (o *owner) followed(root string) bool {
	if o.watcher == nil {
		return false
	}
	s, known := o.watcher.Status(root)
	return known && s.Mode != watch.Gone
}

// followFiles makes the watcher check files until they settle.
func (o *owner) followFiles(files []*book.File) {
	if o.watcher == nil {
		return
	}
	for _, f := range files {
		o.watcher.Follow(f.Root, f.Path)
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
