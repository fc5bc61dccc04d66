package library

import (
	"reflect"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/scan"
)

// What a scan did not find may have been moved, may be gone, or may be on a
// disk of which half was lost. In this order it is decided: a row whose content
// came up elsewhere goes there; if more is gone than a listener throws away at
// once, the rows are held until the listener says what that means; what is left
// is missing.

const (
	// heldOver and heldShare are how many rows of a root, and which part of
	// them, one may lose within vanishing without being asked: a shelf that is
	// tidied loses tens of books, a broken disk a part of all.
	heldOver  = 50
	heldShare = 5 // a fifth
	// vanishing is how long rows that go one after the other count as gone at
	// once: a folder of thousands is not deleted in a moment.
	vanishing = time.Minute
)

// loss is a row that has become missing.
type loss struct {
	row *row
	at  int64 // nanoseconds since 1970
}

// unseen returns the rows that scan n should have listed and did not. A row
// under a folder that could not be read is not among them, nor one of a root
// inside the scanned one: that may be a drive which is not there.
func (s *state) unseen(in target, n int, report scan.Report) (rows []*row) {
	s.below(in.dir, func(r *row) {
		path := r.file.Path
		if r.seen < n && r.file.Root == in.root && r.file.State != book.Missing && !r.kept &&
			(report.Covers(path) || report.Other(path) != "") {
			rows = append(rows, r)
		}
	})
	return rows
}

// pair is a row whose file is gone and a row that came, with the same content.
type pair struct{ old, now *row }

// reunite finds where the content of vanished rows came up. Those that are
// missing already count as well. Content that is at two places, or was, is no
// pair: nobody can say which went where.
//
// wanted are rows that must tell more before that is known: those without a
// fingerprint are to get one, the others wait for their probe.
func (s *state) reunite(vanished []*row) (pairs []pair, wanted []*row) {
	if len(vanished)+len(s.lost)+len(s.held) == 0 || len(s.fresh) == 0 {
		return nil, nil
	}
	gone := map[int64][]*row{} // by size
	add := func(r *row) { gone[r.file.Size] = append(gone[r.file.Size], r) }
	for _, r := range vanished {
		if !r.held { // a held one is counted below
			add(r)
		}
	}
	for r := range s.lost {
		add(r)
	}
	for r := range s.held {
		add(r)
	}
	came := map[int64][]*row{}
	for r := range s.fresh {
		size := r.file.Size
		if r.new() && size > 0 && gone[size] != nil && r.file.State != book.Missing && !slices.Contains(gone[size], r) {
			came[size] = append(came[size], r)
		}
	}
	for size, now := range came {
		old := gone[size]
		marks := slices.ContainsFunc(old, func(r *row) bool { return r.print != "" })
		reads := slices.ContainsFunc(old, func(r *row) bool { return r.print == "" })
		waits := len(wanted)
		for _, r := range now {
			if marks && r.print == "" && !r.marked || reads && r.asked != nil {
				wanted = append(wanted, r)
			}
		}
		if len(wanted) == waits {
			pairs = append(pairs, pairsOf(old, now)...)
		}
	}
	return pairs, wanted
}

// pairsOf pairs rows of one size, where there is exactly one of each.
func pairsOf(old, now []*row) (pairs []pair) {
	for _, o := range old {
		match, n := (*row)(nil), 0
		for _, r := range now {
			if alike(o, r) {
				match = r
				n++
			}
		}
		if n != 1 {
			continue
		}
		for _, r := range old {
			if r != o && alike(r, match) {
				n++
			}
		}
		if n == 1 {
			pairs = append(pairs, pair{o, match})
		}
	}
	return pairs
}

// alike reports whether two files of one size have the same content: the same
// fingerprint, or, where there is none of the one that is gone, the same time
// and all that a reader found.
func alike(old, now *row) bool {
	if old.print != "" {
		return old.print == now.print
	}
	return old.file.Modified == now.file.Modified && old.file.Media != nil && now.file.Media != nil &&
		reflect.DeepEqual(described(old.file.Media), described(now.file.Media))
}

// described is what a reader found, but for what is no part of the content.
func described(m *book.Media) book.Media {
	d := *m
	d.Whole, d.Fingerprint = false, ""
	return d
}

// move gives the place and the file of p.now to p.old, which keeps its ID, the
// date it was added and the listener's edits. It returns the file if that must
// still be probed, else nil.
func (s *state) move(p pair) (probe *book.File) {
	old, now := p.old, p.now
	f := *now.file
	f.ID = old.file.ID
	read, measured, refused, print := now.read, now.measured, now.refused, now.print
	waits := f.State == book.Found || f.State == book.Probing
	switch { // the same content: what was read of it holds
	case !read && old.read:
		f.State, f.Fault, f.Media = book.Probed, nil, old.file.Media
		read, measured = true, old.measured
	case waits && old.file.State == book.Failed && !old.refused:
		f.State, f.Fault, f.Media = book.Failed, old.file.Fault, old.file.Media
	case waits:
		f.State = book.Found
		probe = &f
	}
	seen := now.seen
	s.forget(now)
	s.hold(old, false)
	s.unplace(old)
	delete(s.lost, old)
	old.seen, old.gone, old.asked = seen, 0, probe
	old.read, old.measured, old.refused, old.print = read, measured, refused, print
	s.keep(old, false)
	old.look, old.fresh, old.marked = false, false, false
	delete(s.fresh, old)
	old.file = &f
	s.byPath[f.Path] = old
	dir := f.Folder()
	s.folders[dir] = append(s.folders[dir], old)
	if root := s.root(f.Root); root != nil {
		root.Files++
	}
	s.recent = slices.DeleteFunc(s.recent, func(l loss) bool { return l.row == old })
	s.touch(old)
	s.place(old)
	return probe
}

// lose decides on rows of a root that are gone, at a time in nanoseconds since
// 1970: they are missing, or held with those that went before them if that is
// too much to believe. It returns how many are missing.
func (s *state) lose(path string, rows []*row, now int64) (missing int) {
	s.recent = slices.DeleteFunc(s.recent, func(l loss) bool {
		return time.Duration(now-l.at) > vanishing || l.row.file.State != book.Missing || s.byID[l.row.file.ID] != l.row
	})
	if len(rows) == 0 {
		return 0
	}
	root := s.root(path)
	before := 0 // rows of this root that went within vanishing
	for _, l := range s.recent {
		if l.row.file.Root == path {
			before++
		}
	}
	stay := s.present(root) + before // rows there were before all of that
	already := root.Held.Missing
	fresh := 0
	for _, r := range rows {
		if !r.held {
			fresh++
		}
	}
	if n := fresh + before + already; already > 0 || n > heldOver && n*heldShare > stay {
		for _, l := range s.recent {
			if l.row.file.Root == path {
				s.revive(l.row)
				s.hold(l.row, true)
			}
		}
		s.recent = slices.DeleteFunc(s.recent, func(l loss) bool { return l.row.file.Root == path })
		for _, r := range rows {
			s.hold(r, true)
		}
		root.Held.Of = stay
		return 0
	}
	for _, r := range rows {
		s.miss(r, now)
		s.recent = append(s.recent, loss{r, now})
	}
	return len(rows)
}

// miss makes a row missing.
func (s *state) miss(r *row, now int64) {
	s.hold(r, false)
	f := *r.file
	f.State, f.Fault = book.Missing, nil
	s.keep(r, false)
	r.asked, r.gone = nil, now
	delete(s.flux, f.Path)
	s.put(r, &f)
}

// revive makes a missing row what it was.
func (s *state) revive(r *row) {
	f := *r.file
	if f.State = book.Found; r.read {
		f.State = book.Probed
	}
	s.put(r, &f)
}

// hold marks a row as held, or no longer.
func (s *state) hold(r *row, on bool) {
	if r.held == on {
		return
	}
	if r.held = on; on {
		s.held[r] = true
	} else {
		delete(s.held, r)
	}
	if root := s.root(r.file.Root); root != nil {
		if on {
			root.Held.Missing++
		} else if root.Held.Missing--; root.Held.Missing == 0 {
			root.Held = Held{}
		}
	}
	s.show(r)
}

// keep notes that the listener said a row stays though no scan sees it, or that it
// was seen.
func (s *state) keep(r *row, on bool) {
	if r.kept != on {
		r.kept = on
		s.answered = append(s.answered, r)
	}
}

// answer does what the listener says about the held rows of a root.
func (s *state) answer(path string, a Answer, now int64) {
	s.below(path, func(r *row) {
		switch {
		case !r.held || r.file.Root != path:
		case a == Accept:
			s.miss(r, now)
		default:
			s.hold(r, false)
			s.keep(r, true)
		}
	})
}
