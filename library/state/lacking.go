package state

import (
	"cmp"
	"slices"
)

// noteIncomplete adds a row to the list of Incomplete if it lacks a fingerprint or an
// exact length.
func (s *State) noteIncomplete(r *Row) {
	if !r.incomplete && (r.NeedsFingerprint() || r.NeedsLength()) {
		r.incomplete = true
		s.incomplete = append(s.incomplete, r)
	}
}

// Incomplete returns the rows that lack a fingerprint or an exact length, in the order
// they were found. It examines only rows noted as incomplete, so that a change of one
// file does not cost a pass over all rows. The slice is valid until the next call.
func (s *State) Incomplete() []*Row {
	s.incomplete = slices.DeleteFunc(s.incomplete, func(r *Row) bool {
		r.incomplete = s.Listed.Has(r) && (r.NeedsFingerprint() || r.NeedsLength())
		return !r.incomplete
	})
	slices.SortFunc(s.incomplete, func(a, b *Row) int { return cmp.Compare(a.File.ID, b.File.ID) })
	return s.incomplete
}
