package state

import (
	"slices"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/group"
)

// Pair is a row whose file is gone and a new row with the same content.
type Pair struct{ Old, Now *Row }

// Moves finds where the content of moved files is now.
type Moves struct {
	roots     *Roots
	listed    *Listed
	retired   *Retired
	losses    *Losses
	folders   *Folders
	group     func(*BookFolder) group.Folder // the input of package group
	displaced map[*Row]bool                  // rows whose path now has other content
}

// Reunite finds the new rows that have the content of vanished rows. Rows that are
// already missing, held or retired count as vanished too. Content that exists or
// existed in several places forms a pair only if the paths show its origin.
//
// wanted are rows that must be read before their pairs can be decided: those without a
// fingerprint need one, the others wait for their probe. Rows that cannot be read now form
// no pair.
func (m *Moves) Reunite(vanished []*Row) (pairs []Pair, wanted []*Row) {
	if len(vanished)+len(m.listed.missing)+len(m.losses.held)+len(m.retired.bySize) == 0 || len(m.listed.fresh) == 0 {
		return nil, nil
	}
	gone, isGone := map[int64][]*Row{}, map[*Row]bool{} // by size
	add := func(r *Row) { gone[r.File.Size], isGone[r] = append(gone[r.File.Size], r), true }
	for _, r := range vanished {
		if r.HeldSince == 0 { // held rows are added below
			add(r)
		}
	}
	for r := range m.listed.missing {
		add(r)
	}
	for r := range m.losses.held {
		add(r)
	}
	came := map[int64][]*Row{}
	for r := range m.listed.fresh {
		size := r.File.Size
		if r.new() && size > 0 && len(gone[size])+len(m.retired.bySize[size]) > 0 && r.File.State != book.Missing && !isGone[r] && !m.OutOfReach(r) {
			came[size] = append(came[size], r)
		}
	}
	for size, now := range came {
		old := append(gone[size], m.retired.bySize[size]...)
		marks := slices.ContainsFunc(old, func(r *Row) bool { return r.Fingerprint != "" })
		reads := slices.ContainsFunc(old, func(r *Row) bool { return r.Fingerprint == "" })
		waits := len(wanted)
		for _, r := range now {
			if marks && r.LacksFingerprint() || reads && r.Asked != nil {
				wanted = append(wanted, r)
			}
		}
		if len(wanted) == waits {
			pairs = append(pairs, pairsOf(old, now, byContent)...)
		}
	}
	return pairs, wanted
}

// Late is Reunite for rows that vanished earlier, while a new row was out of reach.
func (m *Moves) Late() (pairs []Pair, wanted []*Row) { return m.Reunite(nil) }

// OutOfReach reports whether a row must be read first, and its root's files cannot be. A
// decision that waited for it would keep the scans of all other roots waiting, too.
func (m *Moves) OutOfReach(r *Row) bool {
	root := m.roots.At(r.File.Root)
	return (r.LacksFingerprint() || r.Asked != nil) && root != nil && root.Closed()
}

// yields reports whether a row is only an intermediate place of another row's file.
func (r *Row) yields(other *Row) bool {
	return r.passes() && (!other.passes() || r.File.ID > other.File.ID)
}

// passes reports whether a row may belong to a temporary file: it appeared while the
// library was being watched, and the user did nothing with it.
func (r *Row) passes() bool { return r.late && r.Fresh && r.untouched() }

// after reports whether r appeared later than old. A file that existed beside the old
// one, or was only rewritten, is not where the old one moved to.
func (r *Row) after(old *Row) bool {
	return r.File.ID > old.File.ID && (r.FirstScan != old.FirstScan || r.FirstScan == 0)
}

// alike reports whether two files of equal size have the same content: the same
// fingerprint, or, if the old row has none, the same modification time and identical
// metadata.
func alike(old, now *Row) bool {
	if old.Fingerprint != "" {
		return old.Fingerprint == now.Fingerprint
	}
	return old.File.Modified == now.File.Modified && old.File.Media != nil && old.File.Media.Same(now.File.Media)
}

// Move gives the path and file of p.Now to p.Old, which keeps its ID, the date it was
// added and the user's edits, and gets what the user heard of p.Now. It returns the file if
// it must still be probed, else nil, and the catalogue operations for what was heard.
func (s *State) Move(p Pair) (probe *book.File, heard []catalog.Op) {
	old, now := p.Old, p.Now
	retagged := old.Fingerprint != "" && now.Fingerprint != "" && old.Fingerprint != now.Fingerprint
	f := *now.File
	f.ID = old.File.ID
	read, measured, refused, readers := now.read, now.measured, now.refused, now.readers
	waits := now.isUnread()
	switch { // if the content is the same, earlier metadata stays valid
	case !read && old.read && !retagged:
		f.State, f.Fault, f.Media = book.Probed, nil, old.File.Media
		read, measured, readers = true, old.measured, old.readers
	case waits && !retagged && old.File.State == book.Failed && !old.refused && !old.File.Fault.Transient():
		f.State, f.Fault, f.Media = book.Failed, old.File.Fault, old.File.Media
		readers = old.readers
	case waits:
		f.State = book.Found
		probe = &f
	}
	seen := now.LastScan
	s.forget(now)
	s.Listed.became[now.File.ID] = old.File.ID
	delete(s.Listed.became, old.File.ID)
	if old.RetiredAt != 0 {
		s.Retired.Remove(old)
		s.Unsaved.keep(old)
		old.RetiredAt = 0
	} else {
		s.Losses.unhold(old)
		s.unlist(old)
	}
	old.LastScan, old.MissingSince, old.Asked = seen, 0, probe
	old.read, old.measured, old.refused, old.readers = read, measured, refused, readers
	old.setFingerprints(now.Fingerprint, now.Recording)
	old.LookAgain = false
	s.Moves.Undisplace(old) // what was at its earlier path is not at this one
	old.Fresh = old.new()   // a later move may be detected before an earlier one
	old.File = &f
	s.Add(old)
	if days := s.Log.files[now.File.ID].days; len(days) > 0 {
		heard = s.Log.Give(now.File.ID, old.File.ID, days)
	}
	return probe, heard
}
