package library

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"lectern/library/catalog"
	"lectern/library/state"
)

// A library that moves to another folder or another drive is the same library: its
// root goes there with all its rows.

// ErrLoading is why a root cannot be moved yet.
var ErrLoading = errors.New("the library is still being loaded")

// MoveRoot says that a root is at another folder now. Its rows go there with their
// IDs, the dates they were added, what the user typed and what was read of them; no
// file is touched. Where that folder is a root, or lies in one, the rows become its
// rows.
func (l *Library) MoveRoot(old, folder string) (err error) {
	l.tell(func(o *owner) { err = o.moveRoot(old, absolute(folder)) })
	return err
}

func (o *owner) moveRoot(old, folder string) error {
	r := o.state.Root(old)
	switch {
	case r == nil || old == folder:
		return nil
	case o.restoring:
		return ErrLoading
	}
	o.stopScans(old)
	o.unfollow(r)
	into := o.state.RootBeside(folder, r)
	if into == nil {
		o.enroll(folder, r.Settings)
		into = o.state.Root(folder)
		into.Added = r.Added
		o.keepRoot(into)
	}
	slices.SortStableFunc(o.state.Roots, func(a, b *state.Root) int { return cmp.Compare(a.Added, b.Added) })
	typed := o.state.MoveRoot(r, into, folder, time.Now().UnixNano())
	o.log.Info("root_moved", "from", old, "to", folder)
	o.save() // the rows first
	if o.catalog != nil {
		o.catalog.Save(typed...)
		o.catalog.Save(catalog.DropRoot(old))
	}
	o.askAgain()
	o.decide()
	o.scan(target{root: into.Path, dir: folder})
	return nil
}

// resemble looks where the roots that are offline may have gone.
func (o *owner) resemble() {
	for _, r := range o.state.Roots {
		r.Moved = ""
		if r.Offline() && !o.restoring {
			r.Moved = o.state.Resemblance(r)
		}
	}
	o.meetOriginals()
}

// meetOriginals looks whether the roots whose files were added somewhere else are still
// there. The files are copies of such a root then, and it has not moved to them when it
// goes offline one day.
func (o *owner) meetOriginals() {
	if o.came < state.LikeLeast || o.headless || o.restoring {
		return
	}
	o.came = 0
	for _, r := range o.state.Roots {
		if r.Verdict.State != "" || r.Closed() || o.state.Resemblance(r) == "" {
			continue
		}
		path, health := r.Path, r.Health
		o.work.Go(func() {
			_, offline, err := o.await(o.ctx, path, health)
			o.in.tell(func(o *owner) { o.met(path, offline == "" && err == nil) })
		})
	}
}

// met notes that a root is there although its files were added somewhere else, or has
// it scanned if it is not there.
func (o *owner) met(path string, there bool) {
	r := o.state.Root(path)
	switch {
	case r == nil || r.Verdict.State != "":
	case there:
		r.Health.Scanned = time.Now().UnixNano() // nothing has changed since the last good scan
		o.keepRoot(r)
	default:
		o.scan(target{root: path, dir: path})
	}
}
