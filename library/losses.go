package library

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/state"
)

// lost decides what became of what a scan did not find, and of what was missing
// already and may have come up. It reports false while a fingerprint or a probe
// must be awaited for that; these come first then.
func (o *owner) lost(s *running) bool {
	if s.unseen == nil {
		s.unseen = o.state.Unseen(s.root, s.dir, s.number, s.ended.report)
	}
	s.unseen = slices.DeleteFunc(s.unseen, func(r *state.Row) bool { // decided meanwhile
		return o.state.ByID[r.File.ID] != r || r.File.State == book.Missing
	})
	if o.catalog != nil {
		now := time.Now().UnixNano()
		pairs, wanted := o.state.Rotated(s.unseen, now)
		if o.mark(wanted) {
			return false
		}
		o.move(s, o.state.Lift(pairs, now))
		pairs, wanted = o.state.Reunite(s.unseen)
		if o.mark(wanted) {
			return false
		}
		o.move(s, pairs)
	}
	root := o.state.Root(s.root)
	if n := o.retireMisplaced(s, root); n > 0 {
		o.log.Info("retired", "root", s.root, "rows", n)
	}
	was := root.Held
	s.tally.Missing = o.state.Lose(s.root, s.unseen, time.Now().UnixNano())
	if root.Held != was && root.Held.Missing > 0 {
		o.log.Warn("held", "root", s.root, "rows", root.Held.Missing, "of", root.Held.Of)
	}
	return true
}

// move has rows go to the places where their content came up.
func (o *owner) move(s *running, pairs []state.Pair) {
	for _, p := range pairs {
		o.log.Info("moved", "id", p.Old.File.ID, "from", p.Old.File.Path, "to", p.Now.File.Path)
		if f := o.state.Move(p); f != nil {
			o.submit([]*book.File{f})
		}
		s.tally.Moved++
		o.accounted(p.Old)
	}
}

// accounted takes a row whose file was found elsewhere from what the scans did not
// find. The scan that saw its new place may be an older one than theirs.
func (o *owner) accounted(moved *state.Row) {
	for _, s := range o.running {
		s.unseen = slices.DeleteFunc(s.unseen, func(r *state.Row) bool { return r == moved })
	}
}

// retireMisplaced retires the rows that a scan did not see because the user's
// patterns or a marker hide their files, or because another root has the files now, and
// rows for them.
func (o *owner) retireMisplaced(s *running, r *state.Root) (n int) {
	if len(s.unseen) == 0 {
		return 0
	}
	matches, now := scan.Ignorer(r.Settings.Patterns), time.Now().UnixNano()
	s.unseen = slices.DeleteFunc(s.unseen, func(row *state.Row) bool {
		path := row.File.Path
		report := s.ended.report
		if r.Verdict.State != RootElsewhere && report.Other(path) == "" && !report.Hides(path) && !matches(s.root, path, false) {
			return false
		}
		o.state.Retire(row, now)
		n++
		return true
	})
	return n
}

// A user who removes the folder that a library was moved from, after the folder that
// it was moved to was added, has typed things about files that are listed under
// another row. This row then becomes the one that the user knows.

// adopt has what the user typed about files of removed roots go to where these files
// are listed. It is called again when more fingerprints are known.
func (o *owner) adopt() {
	if o.catalog == nil || o.restoring {
		return
	}
	pairs, wanted := o.state.Adoptions()
	o.mark(wanted)
	for _, p := range pairs {
		o.log.Info("adopted", "id", p.Old.File.ID, "from", p.Old.File.Path, "to", p.Now.File.Path)
		if f := o.state.Move(p); f != nil {
			o.submit([]*book.File{f})
		}
	}
}
