package library

import (
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/probe"
)

// What the listener says about roots and rows. All of it is kept at once.

// configure changes the settings of a root.
func (o *owner) configure(path string, set Settings) {
	r := o.state.root(path)
	if r == nil || r.Settings == set {
		return
	}
	was := r.Settings
	r.Settings = set
	o.keepRoot(r)
	o.setLimit(r)
	if set.Paused && !was.Paused {
		o.stopScans(path)
		o.askAgain()
		o.rest()
		if o.marker != nil {
			o.marker.Cancel()
		}
		o.decide()
	}
	o.setRoot(r)
	if o.restoring {
		return // it is followed and scanned when the rows are there
	}
	if set.Paused != was.Paused || set.Follow != was.Follow || set.Poll != was.Poll || set.Patterns != was.Patterns {
		o.follow(r)
	}
	if was.Paused && !set.Paused || set.Patterns != was.Patterns {
		o.scan(target{root: path, dir: path})
	}
}

// adjust is configure from the settings that hold now.
func (o *owner) adjust(path string, change func(*Settings)) {
	if r := o.state.root(path); r != nil {
		set := r.Settings
		change(&set)
		o.configure(path, set)
	}
}

// setLimit has as many files of a root read at once as its settings say.
func (o *owner) setLimit(r *root) {
	limit := probe.RootLimit
	if r.Settings.Workers > 0 {
		limit = r.Settings.Workers
	}
	o.pool.SetLimit(r.Path, limit)
}

// answer does what the listener says about the held rows of a root.
func (o *owner) answer(path string, a Answer) {
	o.state.answer(path, a, time.Now().UnixNano())
	o.log.Info("held_answered", "root", path, "removed", a == Discard)
}

// remove takes rows out of the library. Those that are missing are retired; the
// others are hidden, as the next scan would bring them back. Undo takes it back.
func (o *owner) remove(ids []book.ID) bool {
	var e edit
	for _, r := range o.state.rowsOf(ids) {
		if r.file.State == book.Missing {
			e = append(e, change{file: r.file.ID, field: retiredField, after: yes, row: r})
		} else if !r.hidden {
			e = append(e, change{file: r.file.ID, field: hiddenField, after: yes})
		}
	}
	o.commit(e)
	return len(e) > 0
}

// restoreRows shows hidden rows again. Undo takes it back.
func (o *owner) restoreRows(ids []book.ID) {
	var e edit
	for _, r := range o.state.rowsOf(ids) {
		if r.hidden {
			e = append(e, change{file: r.file.ID, field: hiddenField, before: yes})
		}
	}
	o.commit(e)
}

func (o *owner) hide(r *row, hidden bool) {
	if r.hidden == hidden {
		return
	}
	r.hidden = hidden
	o.state.undisplace(r) // it is about what is listed
	o.state.show(r)
	if o.catalog != nil {
		o.save() // the row first
		o.catalog.Save(catalog.Hide(r.file.ID, hidden))
	}
}
