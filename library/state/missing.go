package state

import (
	"maps"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/scan"
)

const (
	// A root may lose heldOver rows, or a heldShare-th part of them, within
	// vanishing without a question: who tidies up deletes tens of files, a
	// broken disk loses a part of all.
	heldOver  = 50
	heldShare = 5
	// In a small library, where heldOver is never met, a question is due when
	// more than a smallShare-th part of the rows goes and more than one book.
	smallShare = 2

	// vanishing is how long rows that go one after the other count as gone at
	// once: a folder of thousands is not deleted in a moment.
	vanishing = time.Minute
	// passing is how long a file may be there and count as temporary: converting
	// a long book takes the better part of an hour.
	passing = time.Hour
)

// loss is a row that has become missing.
type loss struct {
	row *Row
	at  int64 // nanoseconds since 1970
}

// Unseen returns the rows that scan n of a folder of a root should have listed and did
// not. A row
// under a folder that could not be read is not among them, nor one of a root
// inside the scanned one: that may be a drive which is not there.
func (s *State) Unseen(root, dir string, n int, report scan.Report) (rows []*Row) {
	s.below(dir, func(r *Row) {
		path := r.File.Path
		if r.LastScan < n && r.File.Root == root && r.File.State != book.Missing &&
			(report.Covers(path) || report.Other(path) != "") {
			rows = append(rows, r)
		}
	})
	return rows
}

// Lose decides on rows of a root that are gone, at a time in nanoseconds since
// 1970: they are missing, or held with those that went before them if that is
// too much to believe. What was a temporary file goes. It returns how many are missing.
func (s *State) Lose(path string, rows []*Row, now int64) (missing int) {
	s.recent = slices.DeleteFunc(s.recent, func(l loss) bool {
		return time.Duration(now-l.at) > vanishing || l.row.File.State != book.Missing || s.ByID[l.row.File.ID] != l.row
	})
	s.passed = slices.DeleteFunc(s.passed, func(r *Row) bool {
		over := r.RetiredAt == 0 || time.Duration(now-r.RetiredAt) > vanishing
		if over && r.RetiredAt != 0 {
			s.Retired.Remove(r)
		}
		return over
	})
	root := s.Root(path)
	s.settleHeld(root)
	rows = slices.DeleteFunc(rows, func(r *Row) bool { // decided by that
		return s.ByID[r.File.ID] != r || r.File.State == book.Missing
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
	stay := s.CountPresent(root) - s.cameLately(path, now) + before // rows there were before all of that
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

// temporary reports whether a row that is gone was a temporary file of a tagger or
// a converter: it came while the library was looked at, went soon, and nobody
// touched it.
func (r *Row) temporary(now int64) bool {
	return r.passes() && time.Duration(now-r.Added) < passing
}

// pass drops a temporary file's row for good, at a time in nanoseconds since 1970.
// For vanishing it may yet turn out that the file was moved, where the place it
// left was scanned before the one it went to.
func (s *State) pass(r *Row, now int64) {
	s.forget(r)
	r.RetiredAt = now
	s.Retired.addContent(r)
	s.passed = append(s.passed, r)
}

// settleHeld makes the held rows of a root missing when so many of them came up again
// that nobody would have been asked about the others.
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

// tooMany reports whether the loss of n rows of a root, these among them, is
// one that somebody must be asked about. There were stay rows.
func (s *State) tooMany(rows []*Row, n, stay int) bool {
	if n > heldOver {
		return n*heldShare > stay
	}
	return n*smallShare > stay && s.booksAmong(rows) > 1
}

// booksAmong is how many books the rows are part of.
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

// Miss makes a row missing since a time in nanoseconds since 1970.
func (s *State) Miss(r *Row, since int64) {
	s.unhold(r)
	f := *r.File
	f.State, f.Fault = book.Missing, nil
	r.Asked, r.MissingSince = nil, since
	delete(s.Writing, f.Path)
	s.put(r, &f)
}

// revive makes a missing row what it was.
func (s *State) revive(r *Row) {
	f := *r.File
	if f.State = book.Found; r.read {
		f.State = book.Probed
	}
	s.put(r, &f)
}

// hold marks a row as held since a time in nanoseconds since 1970, unless it is.
func (s *State) hold(r *Row, since int64) {
	if r.HeldSince != 0 {
		return
	}
	r.HeldSince = since
	s.held[r] = true
	if root := s.Root(r.File.Root); root != nil {
		root.Held.Missing++
	}
	s.Refresh(r)
}

// unhold ends that.
func (s *State) unhold(r *Row) {
	if r.HeldSince == 0 {
		return
	}
	r.HeldSince = 0
	delete(s.held, r)
	if root := s.Root(r.File.Root); root != nil {
		if root.Held.Missing--; root.Held.Missing == 0 {
			root.Held = Held{}
		}
	}
	s.Refresh(r)
}

// CountHeld counts the rows of the view that are held, in the snapshot that is
// about to be shown.
func (s *State) CountHeld(now *book.Snapshot) {
	if s.counted == now {
		return
	}
	s.counted = now
	for _, root := range s.Roots {
		if root.Held.Missing == 0 {
			continue
		}
		root.Held.Rows, root.Held.OfRows = 0, 0
		for key, bf := range s.folders {
			if key.root != root.Path {
				continue
			}
			for _, p := range bf.books {
				if p.book.Held {
					root.Held.Rows++
				}
				if p.book.Held || p.book.State != book.Missing {
					root.Held.OfRows++
				}
			}
		}
	}
}

// Decide does what the user says about the held rows of a root. Kept ones are
// missing since they were first not found.
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

// cameLately is how many rows of a root came within vanishing, after its first good
// scan: where another folder was put in its place, they say nothing for it.
func (s *State) cameLately(path string, now int64) (n int) {
	for r := range s.fresh {
		if r.late && r.File.Root == path && r.File.State != book.Missing && time.Duration(now-r.Added) < vanishing {
			n++
		}
	}
	return n
}
