package library

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"lectern/library/catalog"
	"lectern/library/message"
	"lectern/library/state"
)

// A library that moves to another folder or drive stays the same library: its root
// moves with all its rows.

// ErrLoading is the error of MoveRoot while the catalogue is still being loaded.
var ErrLoading = errors.New(message.Mark("the library is still being loaded"))

// MoveRoot records that the files of the root old are now in folder, and scans folder.
// The rows keep their IDs, dates, edits and metadata; no file is touched. If folder is
// a root or lies inside one, the rows pass to that root. The only error is ErrLoading.
func (l *Library) MoveRoot(old, folder string) (err error) {
	l.tell(func(o *owner) { err = o.moveRoot(old, absolute(folder)) })
	return err
}

func (o *owner) moveRoot(old, folder string) error {
	r := o.state.Roots.At(old)
	switch {
	case r == nil || old == folder:
		return nil
	case o.state.Folders.Loading:
		return ErrLoading
	}
	o.scans.stop(old)
	o.follower.unfollow(r)
	into := o.state.Roots.Beside(folder, r)
	if into == nil {
		into = o.introduce(folder, r.Settings)
		into.Added = r.Added
		o.saver.root(into)
	}
	slices.SortStableFunc(o.state.Roots, func(a, b *state.Root) int { return cmp.Compare(a.Added, b.Added) })
	typed := o.state.MoveRoot(r, into, folder, time.Now().UnixNano())
	o.log.Info("root_moved", "from", old, "to", folder)
	o.saver.save(append(typed, catalog.DropRoot(old))...)
	o.tellHeard()
	o.askAgain()
	o.decide()
	o.scan(target{root: into.Path, dir: folder})
	return nil
}

// resemble searches the other roots for the files of each offline root.
func (o *owner) resemble() {
	for _, r := range o.state.Roots {
		r.Moved = ""
		if r.Offline() && !o.state.Folders.Loading {
			r.Moved = o.state.Listed.Resemblance(r)
		}
	}
	o.meetOriginals()
}

// meetOriginals checks whether the roots whose files were also added elsewhere are
// still available. If such a root is, the added files are copies, and the root will not
// count as moved to them if it goes offline later.
func (o *owner) meetOriginals() {
	if o.came < state.LikeLeast || o.headless || o.state.Folders.Loading {
		return
	}
	o.came = 0
	for _, r := range o.state.Roots {
		if r.Verdict.State != "" || r.Closed() || o.state.Listed.Resemblance(r) == "" {
			continue
		}
		path, health := r.Path, r.Health
		o.work.Go(func() {
			_, offline, err := o.disks.await(o.ctx, path, health)
			o.in.tell(func(o *owner) { o.met(path, offline == "" && err == nil) })
		})
	}
}

// met notes that a root is available although its files were also added elsewhere; if
// it is not available, it is scanned.
func (o *owner) met(path string, there bool) {
	r := o.state.Roots.At(path)
	switch {
	case r == nil || r.Verdict.State != "":
	case there:
		r.Health.Scanned = time.Now().UnixNano() // as after a scan: the root is where the last good scan found it
		o.saver.root(r)
	default:
		o.scan(wholeRoot(path))
	}
}
