package library

import "lectern/library/catalog"

// keepAll has the catalogue told of everything again: its disk went, and what lies
// there now may be older than what was written.
func (o *owner) keepAll() {
	o.log.Info("catalogue_renewed")
	var ops []catalog.Op
	for _, r := range o.state.roots {
		if !r.unkept {
			ops = append(ops, catalog.KeepRoot(r.keep()))
		}
	}
	for r := range o.state.rows() {
		keep := catalog.Keep
		if r.left != 0 {
			keep = catalog.Retire
		}
		ops = append(ops, keep(r.entry()))
		ops = append(ops, r.typed()...)
	}
	for folder, n := range o.state.notes {
		if n.is != nil {
			ops = append(ops, catalog.KeepNotes(folder, n.stamp, n.is))
		}
	}
	o.save() // what waits comes before
	o.catalog.Save(ops...)
}

// typed is all that the user typed about a row, as the catalogue is told of it.
func (r *row) typed() (ops []catalog.Op) {
	for field, text := range r.edits {
		ops = append(ops, catalog.Edit(r.file.ID, field, keptText(&text)))
	}
	if r.hidden {
		ops = append(ops, catalog.Hide(r.file.ID, true))
	}
	return ops
}
