package library

import (
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/state"
)

// answer applies the user's decision about the held rows of a root.
func (o *owner) answer(path string, a Answer) {
	o.state.Decide(path, a, time.Now().UnixNano())
	o.log.Info("held_answered", "root", path, "removed", a == Discard)
}

// remove takes rows out of the library. It retires missing rows and hides the others,
// because the next scan would find those again. It reports whether it removed any.
func (o *owner) remove(ids []book.ID) bool {
	var e edit
	for _, r := range o.state.Listed.RowsOf(ids) {
		if r.File.State == book.Missing {
			e = append(e, change{file: r.File.ID, field: retiredField, after: yes, row: r})
		} else if !r.Hidden {
			e = append(e, change{file: r.File.ID, field: hiddenField, after: yes})
		}
	}
	o.commit(Undoable{Action: Removed, Books: len(ids)}, e)
	return len(e) > 0
}

// restoreRows shows hidden rows again.
func (o *owner) restoreRows(ids []book.ID) {
	var e edit
	for _, r := range o.state.Listed.RowsOf(ids) {
		if r.Hidden {
			e = append(e, change{file: r.File.ID, field: hiddenField, before: yes})
		}
	}
	o.commit(Undoable{Action: PutBack, Books: len(ids)}, e)
}

func (o *owner) hide(r *state.Row, hidden bool) {
	if r.Hidden == hidden {
		return
	}
	r.Hidden = hidden
	o.state.Moves.Undisplace(r) // the user means the file that is listed now
	o.state.Folders.Refresh(r)
	if o.catalog != nil {
		o.save() // the row must be saved first
		o.catalog.Save(catalog.Hide(r.File.ID, hidden))
	}
}
