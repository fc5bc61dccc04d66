package library

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/state"
)

// lost decides what became of the rows that a scan did not find, and of missing rows
// whose content may have appeared elsewhere. It returns false if a fingerprint or a probe
// must be awaited first, and requests it ahead of all others.
func (o *owner) lost(s *running) bool {
	if s.unseen == nil {
		s.unseen = o.state.Listed.Unseen(s.root, s.dir, s.number, s.ended.report)
	}
	s.unseen = slices.DeleteFunc(s.unseen, func(r *state.Row) bool { // already decided by another scan
		return !o.state.Listed.Has(r) || r.File.State == book.Missing
	})
	if s.awaited = o.fingerprinting.outstanding(s.awaited); len(s.awaited) > 0 {
		return false
	}
	if o.catalog != nil {
		now := time.Now().UnixNano()
		pairs, wanted := o.state.Moves.Rotated(s.unseen, now)
		if s.awaited = o.fingerprinting.ask(wanted); len(s.awaited) > 0 {
			return false
		}
		o.move(o.state.Lift(pairs, now), "moved")
		s.tally.Moved += len(pairs)
		pairs, wanted = o.state.Moves.Reunite(s.unseen)
		if s.awaited = o.fingerprinting.ask(wanted); len(s.awaited) > 0 {
			return false
		}
		o.move(pairs, "moved")
		s.tally.Moved += len(pairs)
	}
	root := o.state.Roots.At(s.root)
	if rows := s.takeMisplaced(root); len(rows) > 0 {
		for _, r := range rows {
			o.state.Retire(r, time.Now().UnixNano())
		}
		o.log.Info("retired", "root", s.root, "rows", len(rows))
	}
	was := root.Held
	s.tally.Missing = o.state.Lose(s.root, s.unseen, time.Now().UnixNano())
	if root.Held != was && root.Held.Missing > 0 {
		o.log.Warn("held", "root", s.root, "rows", root.Held.Missing, "of", root.Held.Of)
	}
	return true
}

// move moves rows to the paths where their content has appeared. event is what the log says.
func (o *owner) move(pairs []state.Pair, event string) {
	moved := make(map[*state.Row]bool, len(pairs))
	for _, p := range pairs {
		o.log.Info(event, "id", p.Old.File.ID, "from", p.Old.File.Path, "to", p.Now.File.Path)
		f, heard := o.state.Move(p)
		if f != nil {
			o.submit([]*book.File{f})
		}
		if len(heard) > 0 {
			o.saver.send(heard...)
			o.tellHeard()
		}
		moved[p.Old] = true
	}
	o.scans.found(moved)
}

// takeMisplaced removes the rows from unseen whose files are ignored by the user's patterns,
// hidden by a marker or owned by another root now, and returns them.
func (s *running) takeMisplaced(r *state.Root) (rows []*state.Row) {
	if len(s.unseen) == 0 {
		return nil
	}
	matches, report := scan.Ignorer(r.Settings.Patterns), s.ended.report
	s.unseen = slices.DeleteFunc(s.unseen, func(row *state.Row) bool {
		path := row.File.Path
		misplaced := r.Verdict.State == RootElsewhere || report.Other(path) != "" || report.Hides(path) || matches(s.root, path, false)
		if misplaced {
			rows = append(rows, row)
		}
		return misplaced
	})
	return rows
}

// If a library has moved, and the user adds its new folder as a root before removing
// the old one, the edits belong to rows of the old root, while the files have new rows.
// In that case each old row with edits replaces the new row of its file.

// adopt moves the edited rows of removed roots to the paths where their files are listed
// now, the rows of moved files that could not be read when their loss was decided, and the
// rows of retagged files to the paths where their sound is. It is called again when more
// fingerprints are known.
func (o *owner) adopt() {
	if o.catalog == nil || o.state.Folders.Loading {
		return
	}
	moved := 0
	moves := &o.state.Moves
	for _, find := range []func() ([]state.Pair, []*state.Row){moves.Adoptions, moves.Late, moves.Retagged} {
		pairs, wanted := find()
		o.fingerprinting.ask(wanted)
		o.move(pairs, "adopted")
		moved += len(pairs)
	}
	if moved > 0 {
		o.state.Settle()
	}
}
