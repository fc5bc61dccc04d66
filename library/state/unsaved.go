package state

import (
	"slices"

	"lectern/library/book"
	"lectern/library/catalog"
)

// Unsaved holds the changes of rows that are not in the catalogue yet.
type Unsaved struct {
	touched []*Row    // listed rows
	retired []*Row    // rows that have left the list
	dropped []book.ID // rows to delete
}

// touch adds a listed row.
func (u *Unsaved) touch(r *Row) {
	if !r.dirty {
		r.dirty = true
		u.touched = append(u.touched, r)
	}
}

// retire adds a retired row.
func (u *Unsaved) retire(r *Row) { u.retired = append(u.retired, r) }

// drop deletes a row from the catalogue, unless keep follows.
func (u *Unsaved) drop(r *Row) { u.dropped = append(u.dropped, r.File.ID) }

// keep reverts drop.
func (u *Unsaved) keep(r *Row) {
	u.dropped = slices.DeleteFunc(u.dropped, func(id book.ID) bool { return id == r.File.ID })
}

// Ops returns the operations that save the changes.
func (u *Unsaved) Ops(listed func(*Row) bool) []catalog.Op {
	ops := make([]catalog.Op, 0, len(u.touched)+len(u.retired)+len(u.dropped))
	for _, r := range u.touched {
		if listed(r) {
			ops = append(ops, catalog.Keep(r.Entry()))
		}
	}
	for _, r := range u.retired {
		if r.RetiredAt != 0 {
			ops = append(ops, catalog.Retire(r.Entry()))
		}
	}
	for _, id := range u.dropped {
		ops = append(ops, catalog.Drop(id))
	}
	return ops
}

// Clear forgets the changes, which are in the catalogue now.
func (u *Unsaved) Clear() {
	for i, r := range u.touched {
		r.dirty, r.undigested = false, false
		u.touched[i] = nil
	}
	u.touched, u.retired, u.dropped = u.touched[:0], nil, u.dropped[:0]
}
