package library

import (
	"path/filepath"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/state"
	"lectern/library/text"
	"lectern/library/watch"
)

// follower has the watcher report the changes of roots, as their settings ask. Without a
// watcher it does nothing. Owner goroutine only.
type follower struct {
	watcher *watch.Watcher // nil unless Watch
	state   *state.State
}

// follow makes the watcher report changes below a root, as the root's settings ask.
func (f *follower) follow(r *state.Root) {
	if f.watcher == nil {
		return
	}
	set := r.Settings
	if set.Paused || set.Follow == FollowNone {
		f.unfollow(r)
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
	f.watcher.Add(r.Path, opts)
	for path := range f.state.Writing { // Add restarts the root, which forgets these files
		if text.Within(path, r.Path) {
			f.watcher.Follow(r.Path, path)
		}
	}
}

// unfollow ends follow.
func (f *follower) unfollow(r *state.Root) {
	r.Watch = watch.Status{}
	if f.watcher != nil {
		f.watcher.Remove(r.Path)
	}
	for path := range f.state.Writing {
		if text.Within(path, r.Path) {
			f.state.Unfollowed(path)
		}
	}
}

// follows reports whether the watcher will report when a file of the root that is being
// written changes or settles.
func (f *follower) follows(root string) bool {
	if f.watcher == nil {
		return false
	}
	s, known := f.watcher.Status(root)
	return known && s.Mode != watch.Gone
}

// await makes the watcher check files until they settle.
func (f *follower) await(files []*book.File) {
	if f.watcher == nil {
		return
	}
	for _, file := range files {
		f.watcher.Follow(file.Root, file.Path)
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
