package state

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/group"
)

// Replaced is a question to the user: a missing book, and a new book in its folder that
// looks the same.
type Replaced struct {
	Old, New     book.ID
	Title        string // of the old book
	Root, Folder string // both contain both books; Folder is the book folder
	Files        int    // number of files of the new book
	File         string // name of the first file of the new book
}

// Replacements finds books that seem to have been replaced.
type Replacements struct {
	roots   *Roots
	listed  *Listed
	folders *Folders
	group   func(*BookFolder) group.Folder // the input of package group
	found   map[FolderKey][]succession     // by folder
	stale   map[FolderKey]bool             // folders to search again
}

// Open returns the questions that are still open, ordered by folder.
func (all *Replacements) Open() (questions []Replaced) {
	for key, pairs := range all.found {
		for _, p := range pairs {
			if all.asks(key, p) {
				questions = append(questions, p.asked(key))
			}
		}
	}
	slices.SortFunc(questions, func(a, b Replaced) int {
		return cmp.Or(strings.Compare(a.Folder, b.Folder), cmp.Compare(a.Old, b.Old))
	})
	return questions
}

// asked converts a succession to the question for the user.
func (p succession) asked(key FolderKey) Replaced {
	return Replaced{
		Old: p.Old.lowest(), New: p.Now.lowest(), Title: p.Old.title,
		Root: key.root, Folder: key.folder, Files: len(p.Now.Rows), File: p.Now.Rows[0].File.Name(),
	}
}

// asks reports whether a succession still holds and its root is open, with no rows
// held.
func (all *Replacements) asks(key FolderKey, p succession) bool {
	root := all.roots.At(key.root)
	if root == nil || root.Closed() || root.Held.Missing > 0 {
		return false
	}
	listed := func(r *Row, missing bool) bool {
		return all.listed.Has(r) && r.HeldSince == 0 && (r.File.State == book.Missing) == missing
	}
	return !slices.ContainsFunc(p.Old.Rows, func(r *Row) bool { return !listed(r, true) }) &&
		!slices.ContainsFunc(p.Now.Rows, func(r *Row) bool { return !listed(r, false) })
}

// Question returns the succession that a question is about, nil if the question is no
// longer open.
func (all *Replacements) Question(r Replaced) *succession {
	key := FolderKey{r.Root, r.Folder}
	for _, p := range all.found[key] {
		if p.Old.lowest() == r.Old && p.Now.lowest() == r.New && all.asks(key, p) {
			return &p
		}
	}
	return nil
}

// Handover describes how a book passes to its replacement. Two rows swap their files,
// so that the row of the old book keeps the book's ID and edits and gets the new file.
// The row of the new book keeps the old file, in case that file returns.
type Handover struct {
	Swaps []Pair // pairs of an old row and a new row
	Alone []*Row // old rows without a new partner
	Notes []noting
	hours []hours // that passed when it was carried out
}

// hours are what the user heard of a file, which another file has now.
type hours struct {
	from, to *Row
	days     []book.DayHeard
}

// noting is the user's edits of a row and the date it was added, before the handover
// and after it.
type noting struct {
	Row               *Row
	Edits, Edited     book.Edits
	Added, AddedAfter int64
}

// Handover plans how the old book passes to the new one. It changes nothing.
func (p succession) Handover() *Handover {
	h := &Handover{Swaps: p.swaps()}
	heirs := map[*Row]*Row{} // old row by new row
	swapped := map[*Row]bool{}
	for _, s := range h.Swaps {
		heirs[s.Now], swapped[s.Old] = s.Old, true
	}
	all := p.Old.edits()
	choiceOld, choiceNow := p.choices(h, all[ChoiceField])
	for _, r := range p.Old.Rows {
		if !swapped[r] {
			h.Alone = append(h.Alone, r)
			h.note(r, withChoice(r.Edits, choiceOld), r.Added)
		}
	}
	maps.DeleteFunc(all, func(field, _ string) bool { return isSpot(field) })
	spots := spotsIn(p.Now, p.Old)
	for i, r := range p.Now.Rows {
		edits := maps.Clone(all)
		from, added := heirs[r], p.Old.Added
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
			h.note(r, edits, added)
			continue
		}
		h.note(from, edits, added)
		h.note(r, withChoice(from.Edits, choiceOld), added)
	}
	return h
}

// swaps returns the pairs of an old row and a new one that swap their files: all, or the
// first if the books have different numbers of files.
func (p succession) swaps() (pairs []Pair) {
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
func (e *Edition) edits() book.Edits {
	all := book.Edits{}
	for _, r := range e.Rows {
		for field, text := range r.Edits {
			if _, typed := all[field]; !typed {
				all[field] = text
			}
		}
	}
	return all
}

// note adds a noting of the edits and the date that a row gets by the handover.
func (h *Handover) note(r *Row, edits book.Edits, added int64) {
	h.Notes = append(h.Notes, noting{Row: r, Edits: r.Edits, Edited: edits, Added: r.Added, AddedAfter: added})
}

// choices returns the user's grouping choice for the old files and for the new ones
// after the handover. Merged files stay merged, the old ones apart from the new ones:
// if the old files return, there are two books.
func (p succession) choices(h *Handover, choice string) (old, now string) {
	if !strings.HasPrefix(choice, MergedWith) {
		if len(p.Now.Rows) > 1 {
			return choice, "" // ChoiceOwn cannot apply to several files
		}
		return choice, choice
	}
	ids := map[*Row]book.ID{} // after the swap
	for _, s := range h.Swaps {
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
	setEdit(edits, ChoiceField, choice)
	return edits
}

// setEdit sets a text in edits, "" for none.
func setEdit(edits book.Edits, field, text string) {
	if edits[field] = text; text == "" {
		delete(edits, field)
	}
}

// MayPass reports whether a handover can be carried out: the old rows are missing and
// the new ones present. With back, it reports whether the handover can be undone: all
// its rows still exist.
func (all *Replacements) MayPass(h *Handover, back bool) bool {
	listed := all.listed.Has
	for _, p := range h.Swaps {
		switch {
		case !listed(p.Old), !back && (!listed(p.Now) || p.Old.File.State != book.Missing || p.Now.File.State == book.Missing):
			return false
		case back && !listed(p.Now) && (p.Now.RetiredAt == 0 || all.roots.At(p.Now.File.Root) == nil || all.listed.ByPath[p.Now.File.Path] != nil):
			return false
		}
	}
	return true
}

// Swap exchanges the files of two rows. The row that gets the old file retires; with
// back, it is listed again. Swap returns the files that must still be probed. now is in
// nanoseconds since 1970.
func (s *State) Swap(p Pair, back bool, now int64) (probes []*book.File) {
	old, heir := p.Old, p.Now
	for _, r := range []*Row{old, heir} {
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
	a, b := *old, *heir
	old.takeFile(&b)
	heir.takeFile(&a)
	old.RetiredAt, heir.RetiredAt = 0, 0
	s.Add(old)
	if back {
		s.Add(heir)
	} else {
		s.RetireUnlisted(heir, now)
	}
	for _, r := range []*Row{old, heir} {
		if r.RetiredAt == 0 && r.File.State == book.Found {
			r.Asked = r.File
			probes = append(probes, r.File)
		}
	}
	return probes
}

// takeFile gives r the file of another row and everything known about that file.
func (r *Row) takeFile(from *Row) {
	f := *from.File
	f.ID = r.File.ID
	r.File, r.MissingSince, r.FirstScan, r.LastScan = &f, from.MissingSince, from.FirstScan, from.LastScan
	r.setFingerprints(from.Fingerprint, from.Recording)
	r.readers = from.readers
	r.read, r.measured, r.refused, r.LookAgain, r.Unprinted = from.read, from.measured, from.refused, from.LookAgain, from.Unprinted
	r.shifted = from.shifted
	r.Asked, r.Fresh, r.late = nil, false, false // the user has decided what the file is
}

// PassHours gives what the user heard of the other files of a handover to those that the
// book has now, or with back returns it. It returns the operations that store it. Call it
// after Swap.
func (s *State) PassHours(h *Handover, back bool) (ops []catalog.Op) {
	if back {
		for _, p := range h.hours {
			ops = append(ops, s.Log.Give(p.to.File.ID, p.from.File.ID, p.days)...)
		}
		return ops
	}
	h.hours = nil
	pass := func(from, to *Row) {
		if days := s.Log.files[from.File.ID].days; len(days) > 0 {
			h.hours = append(h.hours, hours{from, to, days})
			ops = append(ops, s.Log.Give(from.File.ID, to.File.ID, days)...)
		}
	}
	for _, p := range h.Swaps {
		pass(p.Now, p.Old)
	}
	for _, r := range h.Alone {
		pass(r, h.Swaps[0].Old)
	}
	return ops
}

// Redate changes the date on which a row was added.
func (s *State) Redate(r *Row, added int64) {
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
