package state

import (
	"slices"

	"lectern/library/book"
)

// Lose decides about rows of a root whose files are gone: they become missing, or, if
// the loss is too large to be plausible, held together with the rows lost just before.
// Rows of temporary files are dropped, and rows of a drive that is not mounted become
// missing without a question. It returns how many rows became missing. now is in
// nanoseconds since 1970.
func (s *State) Lose(path string, rows []*Row, now int64) (missing int) {
	s.Losses.expire(now)
	root := s.Roots.At(path)
	s.settleHeld(root)
	rows = slices.DeleteFunc(rows, func(r *Row) bool { // settleHeld has already decided about them
		return !s.Listed.Has(r) || r.File.State == book.Missing
	})
	rows = slices.DeleteFunc(rows, func(r *Row) bool {
		away := root.BelowUnmounted(r.File.Path)
		if away {
			s.Miss(r, now)
			missing++
		}
		return away
	})
	if len(rows) == 0 {
		return missing
	}
	before := s.Losses.of(path)
	stay := s.Listed.CountPresent(root) - s.Listed.cameLately(path, now) + len(before) // number of rows before these losses
	already := root.Held.Missing
	fresh := 0
	for _, r := range rows {
		if r.HeldSince == 0 && !r.temporary(now) {
			fresh++
		}
	}
	if already > 0 || tooMany(rows, fresh+len(before), stay) {
		for _, l := range before {
			s.put(l.row, l.row.revived())
			s.Losses.hold(l.row, l.at)
		}
		s.Losses.forget(path)
		for _, r := range rows {
			s.Losses.hold(r, now)
		}
		if already == 0 {
			root.heldOf = stay
		}
		root.Held.Of = s.Listed.CountPresent(root) - s.Listed.cameLately(path, now)
		return missing
	}
	for _, r := range rows {
		if r.temporary(now) {
			s.pass(r, now)
			continue
		}
		s.Miss(r, now)
		s.Losses.recent = append(s.Losses.recent, loss{r, now})
		missing++
	}
	return missing
}

// temporary reports whether a row whose file is gone belonged to a temporary file of a
// tagger or converter: it may be one, and it did not exist for long. now is in
// nanoseconds since 1970.
func (r *Row) temporary(now int64) bool {
	return r.passes() && within(passing, r.Added, now)
}

// pass drops the row of a temporary file for good. now is in nanoseconds since 1970.
// For the period vanishing, the file can still be recognised elsewhere, in case its old
// place was scanned before its new one.
func (s *State) pass(r *Row, now int64) {
	s.forget(r)
	r.RetiredAt = now
	s.Retired.addContent(r)
	s.Losses.passed = append(s.Losses.passed, r)
}

// Settle decides again about the held rows of all roots, some of which were found.
func (s *State) Settle() {
	for _, root := range s.Roots {
		s.settleHeld(root)
	}
}

// settleHeld makes the held rows of a root missing once enough of them have been found
// again that the rest would not have needed a question.
func (s *State) settleHeld(root *Root) {
	if root == nil || root.Held.Missing == 0 {
		return
	}
	rows := s.Losses.heldIn(root.Path)
	lasting := 0
	for _, r := range rows {
		if !r.temporary(r.HeldSince) {
			lasting++
		}
	}
	if tooMany(rows, lasting, root.heldOf) {
		return
	}
	for _, r := range rows {
		if r.temporary(r.HeldSince) {
			s.pass(r, r.HeldSince)
		} else {
			s.Miss(r, r.HeldSince)
		}
	}
}

// Miss makes a row missing. since is in nanoseconds since 1970.
func (s *State) Miss(r *Row, since int64) {
	s.Losses.unhold(r)
	f := *r.File
	f.State, f.Fault = book.Missing, nil
	r.Asked, r.MissingSince = nil, since
	delete(s.Writing, f.Path)
	s.put(r, &f)
}

// MissHeld makes the held rows of a root missing, since a scan first failed to find them, and
// returns them.
func (s *State) MissHeld(path string) (rows []*Row) {
	rows = s.Losses.heldIn(path)
	for _, r := range rows {
		s.Miss(r, r.HeldSince)
	}
	return rows
}
