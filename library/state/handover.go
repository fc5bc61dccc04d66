package state

import (
	"cmp"
	"fmt"
	"maps"
	"strings"

	"lectern/library/book"
	"lectern/library/catalog"
)

// Handover describes how a book passes to its replacement. Two rows swap their files,
// so that the row of the old book keeps the book's ID and edits and gets the new file.
// The row of the new book keeps the old file, in case that file returns.
type Handover struct {
	swaps   []Pair // pairs of an old row and a new row
	alone   []*Row // old rows without a new partner
	changes []rowChange
	passed  []passedHours // when it was carried out
}

// passedHours are what the user heard of a file, which another file has now.
type passedHours struct {
	from, to *Row
	days     []book.DayHeard
}

// rowChange is what a handover changes in a row.
type rowChange struct {
	row           *Row
	before, after editsAndDate
}

// editsAndDate are the user's edits of a row and the date on which it was added.
type editsAndDate struct {
	edits book.Edits
	added int64
}

// Handover plans how the old book passes to the new one. It changes nothing.
func (p replacement) Handover() *Handover {
	h := &Handover{swaps: p.swaps()}
	heirs := map[*Row]*Row{} // old row by new row
	swapped := map[*Row]bool{}
	for _, s := range h.swaps {
		heirs[s.Now], swapped[s.Old] = s.Old, true
	}
	all := p.Old.edits()
	choiceOld, choiceNow := p.choices(h, all[ChoiceField])
	for _, r := range p.Old.Rows {
		if !swapped[r] {
			h.alone = append(h.alone, r)
			h.change(r, withChoice(r.Edits, choiceOld), r.Added)
		}
	}
	maps.DeleteFunc(all, func(field, _ string) bool { return isSpot(field) })
	spots := spotsIn(p.Now, p.Old)
	for i, r := range p.Now.Rows {
		edits := maps.Clone(all)
		from, added := heirs[r], p.Old.added
		if from != nil {
			maps.Copy(edits, from.Edits)
			maps.DeleteFunc(edits, func(field, _ string) bool { return isSpot(field) })
			added = from.Added
		}
		maps.Copy(edits, spots[i])
		edits = withChoice(edits, choiceNow)
		delete(edits, DifferentField)
		for field, text := range r.Edits {
			if old, is := edits[field]; is && book.IsListening(field) {
				text = book.JoinListening(field, text, old)
			}
			edits[field] = text
		}
		if from == nil {
			h.change(r, edits, added)
			continue
		}
		h.change(from, edits, added)
		h.change(r, withChoice(from.Edits, choiceOld), added)
	}
	return h
}

// swaps returns the pairs of an old row and a new one that swap their files: all, or the
// first if the books have different numbers of files.
func (p replacement) swaps() (pairs []Pair) {
	old, now := p.Old.Rows, p.Now.Rows
	if len(old) != len(now) {
		return []Pair{{p.Old.first(), now[0]}} // the lowest file ID is the book's ID
	}
	for i := range old {
		pairs = append(pairs, Pair{old[i], now[i]})
	}
	return pairs
}

// edits returns the edits of all files. If several files have one for a field, the first
// counts.
func (c *candidate) edits() book.Edits {
	all := book.Edits{}
	for _, r := range c.Rows {
		for field, text := range r.Edits {
			if _, typed := all[field]; !typed {
				all[field] = text
			}
		}
	}
	return all
}

// change adds the edits and the date that a row gets by the handover.
func (h *Handover) change(r *Row, edits book.Edits, added int64) {
	h.changes = append(h.changes, rowChange{r, editsAndDate{r.Edits, r.Added}, editsAndDate{edits, added}})
}

// choices returns the user's grouping choice for the old files and for the new ones
// after the handover. Merged files stay merged, the old ones apart from the new ones:
// if the old files return, there are two books.
func (p replacement) choices(h *Handover, choice string) (old, now string) {
	if !strings.HasPrefix(choice, MergedWith) {
		if len(p.Now.Rows) > 1 {
			return choice, "" // ChoiceOwn cannot apply to several files
		}
		return choice, choice
	}
	ids := map[*Row]book.ID{} // after the swap
	for _, s := range h.swaps {
		ids[s.Old], ids[s.Now] = s.Now.File.ID, s.Old.File.ID
	}
	lowest := func(rows []*Row) (low book.ID) {
		for i, r := range rows {
			id := cmp.Or(ids[r], r.File.ID)
			if i == 0 || id < low {
				low = id
			}
		}
		return low
	}
	with := func(rows []*Row) string { return fmt.Sprint(MergedWith, uint64(lowest(rows))) }
	return with(p.Old.Rows), with(p.Now.Rows)
}

// withChoice returns a copy of edits with another grouping choice, "" for none.
func withChoice(edits book.Edits, choice string) book.Edits {
	edits = maps.Clone(edits)
	if edits == nil {
		edits = book.Edits{}
	}
	if edits[ChoiceField] = choice; choice == "" {
		delete(edits, ChoiceField)
	}
	return edits
}

// HandOver carries out a handover. It returns the catalogue operations for the changed edits
// and hours, and the files to probe. It does nothing, and done is false, unless the old rows are
// missing and the new ones present. now is in nanoseconds since 1970.
func (s *State) HandOver(h *Handover, now int64) (ops []catalog.Op, probes []*book.File, done bool) {
	for _, p := range h.swaps {
		if !s.Listed.Has(p.Old) || !s.Listed.Has(p.Now) || p.Old.File.State != book.Missing || p.Now.File.State == book.Missing {
			return nil, nil, false
		}
	}
	for _, r := range h.alone {
		s.RetireMissing(r, now)
	}
	for _, p := range h.swaps {
		s.swapFiles(p)
		s.Add(p.Old)
		s.RetireUnlisted(p.Now, now)
		probes = append(probes, ask(p.Old)...)
	}
	ops = s.passHours(h)
	for _, c := range h.changes {
		ops = append(ops, s.setEditsAndDate(c.row, c.after)...)
	}
	return ops, probes, true
}

// TakeBack reverts HandOver, and returns the same. It does nothing, and done is false, unless all
// rows still exist.
func (s *State) TakeBack(h *Handover) (ops []catalog.Op, probes []*book.File, done bool) {
	for _, p := range h.swaps {
		if !s.Listed.Has(p.Old) || !s.Listed.Has(p.Now) && !s.canReturn(p.Now) {
			return nil, nil, false
		}
	}
	for _, r := range h.alone {
		s.Return(r)
	}
	for _, p := range h.swaps {
		s.swapFiles(p)
		s.Add(p.Old)
		s.Add(p.Now)
		probes = append(probes, ask(p.Old, p.Now)...)
	}
	for _, p := range h.passed {
		ops = append(ops, s.Log.Give(p.to.File.ID, p.from.File.ID, p.days)...)
	}
	for _, c := range h.changes {
		ops = append(ops, s.setEditsAndDate(c.row, c.before)...)
	}
	return ops, probes, true
}

// swapFiles exchanges the files of two rows and takes both off the list.
func (s *State) swapFiles(p Pair) {
	for _, r := range []*Row{p.Old, p.Now} {
		if r.RetiredAt != 0 {
			s.Retired.Remove(r)
		} else {
			s.remove(r)
		}
		if r.File.State == book.Probing {
			f := *r.File
			f.State = book.Found
			r.File = &f
		}
	}
	old, now := *p.Old, *p.Now
	p.Old.takeFile(&now)
	p.Now.takeFile(&old)
	p.Old.RetiredAt, p.Now.RetiredAt = 0, 0
}

// takeFile gives r the file of another row and everything known about that file.
func (r *Row) takeFile(from *Row) {
	f := *from.File
	f.ID = r.File.ID
	r.File, r.MissingSince, r.FirstScan, r.LastScan = &f, from.MissingSince, from.FirstScan, from.LastScan
	r.setFingerprints(from.Fingerprint, from.Recording)
	r.readers = from.readers
	r.read, r.measured, r.refused, r.LookAgain, r.FingerprintFault = from.read, from.measured, from.refused, from.LookAgain, from.FingerprintFault
	r.shifted = from.shifted
	r.Asked, r.Fresh, r.late = nil, false, false // the user has decided what the file is
}

// ask notes that the files of listed rows are to be probed, as far as they are not, and
// returns these files.
func ask(rows ...*Row) (probes []*book.File) {
	for _, r := range rows {
		if r.File.State == book.Found {
			r.Asked = r.File
			probes = append(probes, r.File)
		}
	}
	return probes
}

// passHours gives what the user heard of the other files of a handover to those that the book
// has now. It returns the operations that store it.
func (s *State) passHours(h *Handover) (ops []catalog.Op) {
	h.passed = nil
	pass := func(from, to *Row) {
		if days := s.Log.files[from.File.ID].days; len(days) > 0 {
			h.passed = append(h.passed, passedHours{from, to, days})
			ops = append(ops, s.Log.Give(from.File.ID, to.File.ID, days)...)
		}
	}
	for _, p := range h.swaps {
		pass(p.Now, p.Old)
	}
	for _, r := range h.alone {
		pass(r, h.swaps[0].Old)
	}
	return ops
}

// setEditsAndDate gives a row edits and a date. It returns the operations that store the edits.
func (s *State) setEditsAndDate(r *Row, to editsAndDate) (ops []catalog.Op) {
	s.redate(r, to.added)
	fields := book.Edits{}
	maps.Copy(fields, r.Edits)
	maps.Copy(fields, to.edits)
	for field := range fields {
		was, now := r.Edited(field), editOf(to.edits, field)
		if was == nil || now == nil || *was != *now {
			s.SetEdit(r, field, now)
			ops = append(ops, catalog.Edit(r.File.ID, field, EncodeEdit(now)))
		}
	}
	return ops
}

// redate changes the date on which a row was added.
func (s *State) redate(r *Row, added int64) {
	if r.Added == added {
		return
	}
	if r.Added = added; r.RetiredAt != 0 {
		s.Unsaved.retire(r)
		return
	}
	s.Touch(r)
	s.Folders.Refresh(r)
}
