package library

import (
	"lectern/library/book"
	"lectern/library/state"
)

// removeEdit takes rows out of the library. It retires missing rows and hides the others,
// because the next scan would find their files again.
func removeEdit(rows []*state.Row) (e edit) {
	for _, r := range rows {
		if r.File.State == book.Missing {
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
