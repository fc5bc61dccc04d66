package state

import (
	"cmp"
	"slices"

	"lectern/library/book"
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
		r.incomplete = s.ByID[r.File.ID] == r && (r.NeedsFingerprint() || r.NeedsLength())
		return !r.incomplete
	})
	slices.SortFunc(s.incomplete, func(a, b *Row) int { return cmp.Compare(a.File.ID, b.File.ID) })
	return s.incomplete
}

// Failures returns the files in which a reader found a fault.
func (s *State) Failures() (files []*book.File) {
	for _, r := range s.ByID {
		if r.File.State == book.Failed && !r.refused {
			files = append(files, r.File)
		}
	}
	return files
}
