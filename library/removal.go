package library

import (
	"lectern/library/book"
	"lectern/library/state"
)

// removeEdit takes rows out of the library. It retires missing rows and hides the others,
// because a scan would find their files again; also those of a drive that is offline.
func removeEdit(s *state.State, rows []*state.Row) (e edit) {
	for _, r := range rows {
		if r.File.State == book.Missing && !s.Offline(r.File) {
			e = append(e, retiredChange{r, true})
		} else if !r.Hidden {
			e = append(e, hiddenChange{r, true})
		}
	}
	return e
}

// unhideEdit shows hidden rows again.
func unhideEdit(rows []*state.Row) (e edit) {
	for _, r := range rows {
		if r.Hidden {
			e = append(e, hiddenChange{r, false})
		}
	}
	return e
}
