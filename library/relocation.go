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
}
