package library

import (
	"maps"
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
	row *row
	at  int64 // nanoseconds since 1970
}

// unseen returns the rows that scan n should have listed and did not. A row
// under a folder that could not be read is not among them, nor one of a root
// inside the scanned one: that may be a drive which is not there.
func (s *state) unseen(in target, n int, report scan.Report) (rows []*row) {
	s.below(in.dir, func(r *row) {
		path := r.file.Path
		if r.seen < n && r.file.Root == in.root && r.file.State != book.Missing &&
			(report.Covers(path) || report.Other(path) != "") {
			rows = append(rows, r)
		}
	})
	return rows
}

// pair is a row whose file is gone and a row that came, with the same content.
type pair struct{ old, now *row }

// reunite finds where the content of vanished rows came up. Those that are
// missing, held or retired already count as well. Content that is at two places, or was, is no
// pair: nobody can say which went where.
//
// wanted are rows that must tell more before that is known: those without a
// fingerprint are to get one, the others wait for their probe.
func (s *state) reunite(vanished []*row) (pairs []pair, wanted []*row) {
	if len(vanished)+len(s.lost)+len(s.held)+len(s.retired.bySize) == 0 || len(s.fresh) == 0 {
		return nil, nil
	}
	gone := map[int64][]*row{} // by size
	add := func(r *row) { gone[r.file.Size] = append(gone[r.file.Size], r) }
	for _, r := range vanished {
		if r.held == 0 { // a held one is counted below
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
		if r.new() && size > 0 && len(gone[size])+len(s.retired.bySize[size]) > 0 && r.file.State != book.Missing && !slices.Contains(gone[size], r) {
			came[size] = append(came[size], r)
		}
	}
	for size, now := range came {
		old := append(gone[size], s.retired.bySize[size]...)
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

// pairsOf pairs rows of one size, where there is exactly one of each. Places that a
// file only passed through on its way count as none.
func pairsOf(old, now []*row) (pairs []pair) {
	for _, o := range old {
		match, n := (*row)(nil), 0
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
			pairs = append(pairs, pair{o, match})
		}
	}
	return pairs
}

// yields reports whether a row is only a place that the file of another passed
// through: one that came while the library was looked at, and nobody touched.
func (r *row) yields(other *row) bool {
	return r.passes() && (!other.passes() || r.file.ID > other.file.ID)
}

func (r *row) passes() bool { return r.late && r.fresh && r.untouched() }

// after reports whether a row came later than another: one that was there beside
// it all the time, or was only written anew, is not where it went.
func (r *row) after(old *row) bool {
	return r.file.ID > old.file.ID && (r.born != old.born || r.born == 0)
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
	if old.left != 0 {
		s.retired.remove(old)
		s.dropped = slices.DeleteFunc(s.dropped, func(id book.ID) bool { return id == old.file.ID })
		s.byID[old.file.ID], old.left = old, 0
	} else {
		s.unhold(old)
		s.unplace(old)
		delete(s.lost, old)
	}
	old.seen, old.gone, old.asked = seen, 0, probe
	old.read, old.measured, old.refused, old.print = read, measured, refused, print
	old.look, old.marked = false, false
	if old.fresh = old.new(); old.fresh { // where it went on to may be known before where it came from
		s.fresh[old] = true
	} else {
		delete(s.fresh, old)
	}
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
// too much to believe. What was a temporary file goes. It returns how many are missing.
func (s *state) lose(path string, rows []*row, now int64) (missing int) {
	s.recent = slices.DeleteFunc(s.recent, func(l loss) bool {
		return time.Duration(now-l.at) > vanishing || l.row.file.State != book.Missing || s.byID[l.row.file.ID] != l.row
	})
	s.passed = slices.DeleteFunc(s.passed, func(r *row) bool {
		over := r.left == 0 || time.Duration(now-r.left) > vanishing
		if over && r.left != 0 {
			s.retired.remove(r)
		}
		return over
	})
	root := s.root(path)
	s.believe(root)
	rows = slices.DeleteFunc(rows, func(r *row) bool { // decided by that
		return s.byID[r.file.ID] != r || r.file.State == book.Missing
	})
	if len(rows) == 0 {
		return 0
	}
	before := 0 // rows of this root that went within vanishing
	for _, l := range s.recent {
		if l.row.file.Root == path {
			before++
		}
	}
	stay := s.present(root) - s.cameLately(path, now) + before // rows there were before all of that
	already := root.Held.Missing
	fresh := 0
	for _, r := range rows {
		if r.held == 0 {
			fresh++
		}
	}
	if already > 0 || s.tooMany(rows, fresh+before, stay) {
		for _, l := range s.recent {
			if l.row.file.Root == path {
				s.revive(l.row)
				s.hold(l.row, l.at)
			}
		}
		s.recent = slices.DeleteFunc(s.recent, func(l loss) bool { return l.row.file.Root == path })
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
		s.miss(r, now)
		s.recent = append(s.recent, loss{r, now})
		missing++
	}
	return missing
}

// cameLately is how many rows of a root came within vanishing, after its first good
// scan: where another folder was put in its place, they say nothing for it.
func (s *state) cameLately(path string, now int64) (n int) {
	for r := range s.fresh {
		if r.late && r.file.Root == path && r.file.State != book.Missing && time.Duration(now-r.added) < vanishing {
			n++
		}
	}
	return n
}

// temporary reports whether a row that is gone was a temporary file of a tagger or
// a converter: it came while the library was looked at, went soon, and nobody
// touched it.
func (r *row) temporary(now int64) bool {
	return r.passes() && time.Duration(now-r.added) < passing
}

// pass drops a temporary file's row for good, at a time in nanoseconds since 1970.
// For vanishing it may yet turn out that the file was moved, where the place it
// left was scanned before the one it went to.
func (s *state) pass(r *row, now int64) {
	s.forget(r)
	r.left = now
	s.retired.addContent(r)
	s.passed = append(s.passed, r)
}

// believe makes the held rows of a root missing when so many of them came up again
// that nobody would have been asked about the others.
func (s *state) believe(root *root) {
	if root == nil || root.Held.Missing == 0 {
		return
	}
	var rows []*row
	for r := range s.held {
		if r.file.Root == root.Path {
			rows = append(rows, r)
		}
	}
	if s.tooMany(rows, len(rows), root.heldOf) {
		return
	}
	for _, r := range rows {
		if r.temporary(r.held) {
			s.pass(r, r.held)
		} else {
			s.miss(r, r.held)
		}
	}
}

// tooMany reports whether the loss of n rows of a root, these among them, is
// one that somebody must be asked about. There were stay rows.
func (s *state) tooMany(rows []*row, n, stay int) bool {
	if n > heldOver {
		return n*heldShare > stay
	}
	return n*smallShare > stay && s.booksAmong(rows) > 1
}

// booksAmong is how many books the rows are part of.
func (s *state) booksAmong(rows []*row) int {
	files, shelves := map[book.ID]bool{}, map[*shelf]bool{}
	for _, r := range rows {
		files[r.file.ID], shelves[r.shelf] = true, true
	}
	n := 0
	for sh := range shelves {
		for _, p := range sh.books {
			if slices.ContainsFunc(p.book.Files, func(f *book.File) bool { return files[f.ID] }) {
				n++
			}
		}
	}
	return n
}

// miss makes a row missing since a time in nanoseconds since 1970.
func (s *state) miss(r *row, since int64) {
	s.unhold(r)
	f := *r.file
	f.State, f.Fault = book.Missing, nil
	r.asked, r.gone = nil, since
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

// hold marks a row as held since a time in nanoseconds since 1970, unless it is.
func (s *state) hold(r *row, since int64) {
	if r.held != 0 {
		return
	}
	r.held = since
	s.held[r] = true
	if root := s.root(r.file.Root); root != nil {
		root.Held.Missing++
	}
	s.show(r)
}

// unhold ends that.
func (s *state) unhold(r *row) {
	if r.held == 0 {
		return
	}
	r.held = 0
	delete(s.held, r)
	if root := s.root(r.file.Root); root != nil {
		if root.Held.Missing--; root.Held.Missing == 0 {
			root.Held = Held{}
		}
	}
	s.show(r)
}

// countHeld counts the rows of the view that are held, in the snapshot that is
// about to be shown.
func (s *state) countHeld(now *book.Snapshot) {
	if s.counted == now {
		return
	}
	s.counted = now
	for _, root := range s.roots {
		if root.Held.Missing == 0 {
			continue
		}
		root.Held.Rows, root.Held.OfRows = 0, 0
		for key, sh := range s.shelves {
			if key.root != root.Path {
				continue
			}
			for _, p := range sh.books {
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

// answer does what the user says about the held rows of a root. Kept ones are
// missing since they were first not found.
func (s *state) answer(path string, a Answer, now int64) {
	for r := range maps.Clone(s.held) {
		switch {
		case r.file.Root != path:
		case a == Keep:
			s.miss(r, r.held)
		default:
			s.retire(r, now)
		}
	}
}
