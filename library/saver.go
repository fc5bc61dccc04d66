package library

import (
	"lectern/library/catalog"
	"lectern/library/state"
)

// saver sends the changes of the state to the catalogue and never waits for it. Without a
// catalogue it does nothing. Owner goroutine only.
type saver struct {
	catalog *catalog.Catalog // nil if nothing is kept
	state   *state.State
}

// save sends the changed rows, then these operations, which may be about the rows.
func (s *saver) save(ops ...catalog.Op) {
	if s.catalog != nil {
		s.send(s.state.Unsaved.Ops(s.state.Listed.Has)...)
	}
	s.state.Unsaved.Clear()
	s.send(ops...)
}

// send sends operations that are not about changed rows.
func (s *saver) send(ops ...catalog.Op) {
	if s.catalog != nil && len(ops) > 0 {
		s.catalog.Save(ops...)
	}
}

// root sends a root.
func (s *saver) root(r *state.Root) {
	r.Unsaved = false
	s.send(catalog.KeepRoot(r.Entry()))
}

// all sends everything again: the disk of the catalogue was gone for a while, and the file
// there now may be older than the last write.
func (s *saver) all() {
	var ops []catalog.Op
	for _, r := range s.state.Roots {
		if !r.Unsaved {
			ops = append(ops, catalog.KeepRoot(r.Entry()))
		}
	}
	for r := range s.state.Rows() {
		keep := catalog.Keep
		if r.RetiredAt != 0 {
			keep = catalog.Retire
		}
		ops = append(ops, keep(r.Entry()))
		ops = append(ops, r.EditOps()...)
	}
	for folder, n := range s.state.Sidecars.ByFolder {
		if n.Notes != nil {
			ops = append(ops, catalog.KeepNotes(folder, n.Stamp, n.Notes))
		}
	}
	ops = append(ops, s.state.Log.Ops()...)
	s.save(ops...) // pending changes come first
}

// news returns the channel on which the catalogue announces news, nil without a catalogue.
func (s *saver) news() <-chan struct{} {
	if s.catalog == nil {
		return nil
	}
	return s.catalog.News()
}
