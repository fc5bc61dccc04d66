package library

import (
	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/state"
)

// removeEdit takes rows out of the library. It retires missing rows and hides the others,
// because the next scan would find their files again.
func removeEdit(rows []*state.Row) (e edit) {
	for _, r := range rows {
		if r.File.State == book.Missing {
			e = append(e, change{row: r, field: retiredField, after: yes})
		} else if !r.Hidden {
			e = append(e, change{row: r, field: hiddenField, after: yes})
		}
	}
	return e
}

// restoreEdit shows hidden rows again.
func restoreEdit(rows []*state.Row) (e edit) {
	for _, r := range rows {
		if r.Hidden {
			e = append(e, change{row: r, field: hiddenField, before: yes})
		}
	}
	return e
}

// hide hides a row, listed or retired, or shows it again.
func hide(s *state.State, saver *saver, r *state.Row, hidden bool) {
	if r.Hidden == hidden {
		return
	}
	r.Hidden = hidden
	s.Moves.Undisplace(r) // the user means the file that is listed now
	if hidden && r.HeldSince != 0 {
		s.Miss(r, r.HeldSince) // the user need not be asked about it any more
	}
	if r.Folder != nil {
		s.Folders.Refresh(r)
	}
	saver.save(catalog.Hide(r.File.ID, hidden))
}
