package state

import (
	"maps"
	"slices"
	"time"

	"lectern/library/book"
)

const (
	// A root may lose up to heldOver rows, or one row in heldShare, within vanishing
	// without a question: a user who tidies up deletes tens of files, while a broken
	// disk loses a large share.
	heldOver  = 50
	heldShare = 5
	// A small library never reaches heldOver. There the user is asked when more than
	// one row in smallShare and more than one book are gone.
	smallShare = 2

	// vanishing is the period within which losses count as simultaneous: deleting a
	// folder of thousands of files takes a while.
	vanishing = time.Minute
	// passing is how long a file may exist and still count as temporary: converting a
	// long book takes the better part of an hour.
	passing = time.Hour
)

// loss is a row that has become missing.
type loss struct {
	row *Row
	at  int64 // nanoseconds since 1970
}

// Lose decides about rows of a root whose files are gone: they become missing, or, if
// the loss is too large to be plausible, held together with the rows lost just before.
// Rows of temporary files are dropped. It returns how many rows became missing. now is
// in nanoseconds since 1970.
func (s *State) Lose(path string, rows []*Row, now int64) (missing int) {
	s.recent = slices.DeleteFunc(s.recent, func(l loss) bool {
		return time.Duration(now-l.at) > vanishing || l.row.File.State != book.Missing || !s.Listed.Has(l.row)
	})
	s.passed = slices.DeleteFunc(s.passed, func(r *Row) bool {
		over := r.RetiredAt == 0 || time.Duration(now-r.RetiredAt) > vanishing
		if over && r.RetiredAt != 0 {
			s.Retired.Remove(r)
		}
		return over
	})
	root := s.Roots.At(path)
	s.settleHeld(root)
	rows = slices.DeleteFunc(rows, func(r *Row) bool { // settleHeld has already decided about them
		return !s.Listed.Has(r) || r.File.State == book.Missing
	})
	if len(rows) == 0 {
		return 0
	}
	before := 0 // rows of this root that went within vanishing
	for _, l := range s.recent {
		if l.row.File.Root == path {
			before++
		}
	}
	stay := s.Listed.CountPresent(root) - s.Listed.cameLately(path, now) + before // number of rows before these losses
	already := root.Held.Missing
	fresh := 0
	for _, r := range rows {
		if r.HeldSince == 0 && !r.temporary(now) {
			fresh++
		}
	}
	if already > 0 || s.tooMany(rows, fresh+before, stay) {
		for _, l := range s.recent {
			if l.row.File.Root == path {
				s.revive(l.row)
				s.hold(l.row, l.at)
			}
		}
		s.recent = slices.DeleteFunc(s.recent, func(l loss) bool { return l.row.File.Root == path })
		for _, r := range rows {
			s.hold(r, now)
		}
		if already == 0 {
			root.heldOf = stay
		}
		root.Held.Of = stay
		return 0
	}
	for _, r := range rows {
		if r.temporary(now) {
			s.pass(r, now)
			continue
		}
		s.Miss(r, now)
		s.recent = append(s.recent, loss{r, now})
		missing++
	}
	return missing
}

// temporary reports whether a row whose file is gone belonged to a temporary file of a
// tagger or converter: it may be one, and it did not exist for long. now is in
// nanoseconds since 1970.
func (r *Row) temporary(now int64) bool {
	return r.passes() && time.Duration(now-r.Added) < passing
}

// pass drops the row of a temporary file for good. now is in nanoseconds since 1970.
// For the period vanishing, the file can still be recognised elsewhere, in case its old
// place was scanned before its new one.
func (s *State) pass(r *Row, now int64) {
	s.forget(r)
	r.RetiredAt = now
	s.Retired.addContent(r)
	s.passed = append(s.passed, r)
}

// settleHeld makes the held rows of a root missing once enough of them have been found
// again that the rest would not have needed a question.
func (s *State) settleHeld(root *Root) {
	if root == nil || root.Held.Missing == 0 {
		return
	}
	var rows []*Row
	lasting := 0
	for r := range s.held {
		if r.File.Root == root.Path {
			rows = append(rows, r)
			if !r.temporary(r.HeldSince) {
				lasting++
			}
		}
	}
	if s.tooMany(rows, lasting, root.heldOf) {
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

// tooMany reports whether the user must be asked about the loss of n rows of a root
// that had stay rows. rows are among the lost ones.
func (s *State) tooMany(rows []*Row, n, stay int) bool {
	if n > heldOver {
		return n*heldShare > stay
	}
	return n*smallShare > stay && s.booksAmong(rows) > 1
}

// booksAmong counts the books that the rows are part of.
func (s *State) booksAmong(rows []*Row) int {
	files, folders := map[book.ID]bool{}, map[*BookFolder]bool{}
	for _, r := range rows {
		files[r.File.ID], folders[r.Folder] = true, true
	}
	n := 0
	for bf := range folders {
		for _, p := range bf.books {
			if slices.ContainsFunc(p.book.Files, func(f *book.File) bool { return files[f.ID] }) {
				n++
			}
		}
	}
	return n
}

// Miss makes a row missing. since is in nanoseconds since 1970.
func (s *State) Miss(r *Row, since int64) {
	s.unhold(r)
	f := *r.File
	f.State, f.Fault = book.Missing, nil
	r.Asked, r.MissingSince = nil, since
	delete(s.Writing, f.Path)
	s.put(r, &f)
}

// revive restores a missing row to its earlier state.
func (s *State) revive(r *Row) {
	f := *r.File
	if f.State = book.Found; r.read {
		f.State = book.Probed
	}
	s.put(r, &f)
}

// hold marks a row as held unless it is held already. since is in nanoseconds since
// 1970.
func (s *State) hold(r *Row, since int64) {
	if r.HeldSince != 0 {
		return
	}
	r.HeldSince = since
	s.held[r] = true
	if root := s.Roots.At(r.File.Root); root != nil {
		root.Held.Missing++
	}
	s.Folders.Refresh(r)
}

// unhold makes a held row an ordinary row again.
func (s *State) unhold(r *Row) {
	if r.HeldSince == 0 {
		return
	}
	r.HeldSince = 0
	delete(s.held, r)
	if root := s.Roots.At(r.File.Root); root != nil {
		if root.Held.Missing--; root.Held.Missing == 0 {
			root.Held = Held{}
		}
	}
	s.Folders.Refresh(r)
}

// CountHeld updates each root's count of held rows of the list, for the snapshot about
// to be published.
func (s *State) CountHeld(now *book.Snapshot) {
	if s.Books.counted == now {
		return
	}
	s.Books.counted = now
	for _, root := range s.Roots {
		if root.Held.Missing > 0 {
			root.Held.Rows, root.Held.OfRows = s.Folders.countHeld(root.Path)
		}
	}
}

// Decide applies the user's answer to the held rows of a root. Rows that are kept count
// as missing since a scan first failed to find them. now is in nanoseconds since 1970.
func (s *State) Decide(path string, a Answer, now int64) {
	for r := range maps.Clone(s.held) {
		switch {
		case r.File.Root != path:
		case a == Keep:
			s.Miss(r, r.HeldSince)
		default:
			s.Retire(r, now)
		}
	}
}
