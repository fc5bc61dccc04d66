package state

import (
	"reflect"
	"slices"

	"lectern/library/book"
)

// Pair is a row whose file is gone and a row that came, with the same content.
type Pair struct{ Old, Now *Row }

// Reunite finds where the content of vanished rows came up. Those that are
// missing, held or retired already count as well. Content that is at two places, or was, is no
// pair: nobody can say which went where.
//
// wanted are rows that must tell more before that is known: those without a
// fingerprint are to get one, the others wait for their probe.
func (s *State) Reunite(vanished []*Row) (pairs []Pair, wanted []*Row) {
	if len(vanished)+len(s.missing)+len(s.held)+len(s.Retired.bySize) == 0 || len(s.fresh) == 0 {
		return nil, nil
	}
	gone := map[int64][]*Row{} // by size
	add := func(r *Row) { gone[r.File.Size] = append(gone[r.File.Size], r) }
	for _, r := range vanished {
		if r.HeldSince == 0 { // a held one is counted below
			add(r)
		}
	}
	for r := range s.missing {
		add(r)
	}
	for r := range s.held {
		add(r)
	}
	came := map[int64][]*Row{}
	for r := range s.fresh {
		size := r.File.Size
		if r.new() && size > 0 && len(gone[size])+len(s.Retired.bySize[size]) > 0 && r.File.State != book.Missing && !slices.Contains(gone[size], r) {
			came[size] = append(came[size], r)
		}
	}
	for size, now := range came {
		old := append(gone[size], s.Retired.bySize[size]...)
		marks := slices.ContainsFunc(old, func(r *Row) bool { return r.Fingerprint != "" })
		reads := slices.ContainsFunc(old, func(r *Row) bool { return r.Fingerprint == "" })
		waits := len(wanted)
		for _, r := range now {
			if marks && r.Fingerprint == "" && !r.FingerprintTried || reads && r.Asked != nil {
				wanted = append(wanted, r)
			}
		}
		if len(wanted) == waits {
			pairs = append(pairs, pairsOf(old, now)...)
		}
	}
	return pairs, wanted
}

// pairsOf pairs rows of one size, where there is exactly one of each. Places that a
// file only passed through on its way count as none.
func pairsOf(old, now []*Row) (pairs []Pair) {
	for _, o := range old {
		match, n := (*Row)(nil), 0
		for _, r := range now {
			if r.after(o) && alike(o, r) {
				match = r
				n++
			}
		}
		if n != 1 {
			continue
		}
		for _, r := range old {
			if r != o && alike(r, match) && !r.yields(o) {
				n++
			}
		}
		if n == 1 {
			pairs = append(pairs, Pair{o, match})
		}
	}
	return pairs
}

// yields reports whether a row is only a place that the file of another passed
// through: one that came while the library was looked at, and nobody touched.
func (r *Row) yields(other *Row) bool {
	return r.passes() && (!other.passes() || r.File.ID > other.File.ID)
}

func (r *Row) passes() bool { return r.late && r.Fresh && r.untouched() }

// after reports whether a row came later than another: one that was there beside
// it all the time, or was only written anew, is not where it went.
func (r *Row) after(old *Row) bool {
	return r.File.ID > old.File.ID && (r.FirstScan != old.FirstScan || r.FirstScan == 0)
}

// alike reports whether two files of one size have the same content: the same
// fingerprint, or, where there is none of the one that is gone, the same time
// and all that a reader found.
func alike(old, now *Row) bool {
	if old.Fingerprint != "" {
		return old.Fingerprint == now.Fingerprint
	}
	return old.File.Modified == now.File.Modified && old.File.Media != nil && now.File.Media != nil &&
		reflect.DeepEqual(described(old.File.Media), described(now.File.Media))
}

// described is what a reader found, but for what is no part of the content.
func described(m *book.Media) book.Media {
	d := *m
	d.Whole, d.Fingerprint = false, ""
	return d
}

// Move gives the place and the file of p.now to p.old, which keeps its ID, the
// date it was added and the user's edits. It returns the file if that must
// still be probed, else nil.
func (s *State) Move(p Pair) (probe *book.File) {
	old, now := p.Old, p.Now
	f := *now.File
	f.ID = old.File.ID
	read, measured, refused, print := now.read, now.measured, now.refused, now.Fingerprint
	waits := f.State == book.Found || f.State == book.Probing
	switch { // the same content: what was read of it holds
	case !read && old.read:
		f.State, f.Fault, f.Media = book.Probed, nil, old.File.Media
		read, measured = true, old.measured
	case waits && old.File.State == book.Failed && !old.refused:
		f.State, f.Fault, f.Media = book.Failed, old.File.Fault, old.File.Media
	case waits:
		f.State = book.Found
		probe = &f
	}
	seen := now.LastScan
	s.forget(now)
	if old.RetiredAt != 0 {
		s.Retired.Remove(old)
		s.Dropped = slices.DeleteFunc(s.Dropped, func(id book.ID) bool { return id == old.File.ID })
		s.ByID[old.File.ID], old.RetiredAt = old, 0
	} else {
		s.unhold(old)
		s.unplace(old)
		delete(s.missing, old)
	}
	old.LastScan, old.MissingSince, old.Asked = seen, 0, probe
	old.read, old.measured, old.refused, old.Fingerprint = read, measured, refused, print
	old.LookAgain, old.FingerprintTried = false, false
	if old.Fresh = old.new(); old.Fresh { // where it went on to may be known before where it came from
		s.fresh[old] = true
	} else {
		delete(s.fresh, old)
	}
	old.File = &f
	s.ByPath[f.Path] = old
	dir := f.Folder()
	s.rowsIn[dir] = append(s.rowsIn[dir], old)
	if root := s.Root(f.Root); root != nil {
		root.Files++
	}
	s.recent = slices.DeleteFunc(s.recent, func(l loss) bool { return l.row == old })
	s.Touch(old)
	s.enterFolder(old)
	return probe
}
