package library

import (
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/state"
)

// answer does what the user says about the held rows of a root.
func (o *owner) answer(path string, a Answer) {
	o.state.Decide(path, a, time.Now().UnixNano())
	o.log.Info("held_answered", "root", path, "removed", a == Discard)
}

// remove takes rows out of the library. Those that are missing are retired; the
// others are hidden, as the next scan would bring them back. Undo takes it back.
func (o *owner) remove(ids []book.ID) bool {
	var e edit
	for _, r := range o.state.RowsOf(ids) {
		if r.File.State == book.Missing {
			e = append(e, change{file: r.File.ID, field: retiredField, after: yes, row: r})
		} else if !r.Hidden {
			e = append(e, change{file: r.File.ID, field: hiddenField, after: yes})
		}
	}
	o.commit(e)
	return len(e) > 0
}

// restoreRows shows hidden rows again. Undo takes it back.
func (o *owner) restoreRows(ids []book.ID) {
	var e edit
	for _, r := range o.state.RowsOf(ids) {
		if r.Hidden {
			e = append(e, change{file: r.File.ID, field: hiddenField, before: yes})
		}
	}
	o.commit(e)
}

func (o *owner) hide(r *state.Row, hidden bool) {
	if r.Hidden == hidden {
		return
	}
	r.Hidden = hidden
	o.state.Undisplace(r) // it is about what is listed
	o.state.Refresh(r)
	if o.catalog != nil {
		o.save() // the row first
		o.catalog.Save(catalog.Hide(r.File.ID, hidden))
	}
}
