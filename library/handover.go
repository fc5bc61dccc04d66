package library

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
)

// Replaced is a book whose files are gone, and the one in its folder that looks like
// it.
type Replaced struct {
	Old, New     book.ID
	Title        string // of the old one
	Root, Folder string // where both lie
	Files        int    // of the new one
	File         string // the name of the first of them
}

// SameBook says that the new book is the old one: it takes on its ID, its date, what
// the user typed about it, its cover and how it was put together, and the old files
// leave the list. Where the user typed something about the new one too, that stands.
// Undo takes it back. It does nothing where the question is no longer one.
func (l *Library) SameBook(r Replaced) { l.tell(func(o *owner) { o.sameBook(r) }) }

// DifferentBook says that the new book is another one: the question does not come
// again, and the old book stays as missing. Undo takes it back.
func (l *Library) DifferentBook(r Replaced) { l.tell(func(o *owner) { o.differentBook(r) }) }

// replacements are the questions that are still ones, in the order of their folders.
func (s *state) replacements() (all []Replaced) {
	for key, pairs := range s.replaced {
		for _, p := range pairs {
			if s.asks(key, p) {
				all = append(all, p.asked(key))
			}
		}
	}
	slices.SortFunc(all, func(a, b Replaced) int {
		return cmp.Or(strings.Compare(a.Folder, b.Folder), cmp.Compare(a.Old, b.Old))
	})
	return all
}

// asked is a succession as the user is asked about it.
func (p succession) asked(key shelfKey) Replaced {
	return Replaced{
		Old: p.old.lowest(), New: p.now.lowest(), Title: p.old.title,
		Root: key.root, Folder: key.folder, Files: len(p.now.rows), File: p.now.rows[0].file.Name(),
	}
}

// asks reports whether a succession holds, and its root is one whose files are known.
func (s *state) asks(key shelfKey, p succession) bool {
	root := s.root(key.root)
	if root == nil || root.closed() || root.Held.Missing > 0 {
		return false
	}
	listed := func(r *row, missing bool) bool {
		return s.byID[r.file.ID] == r && r.held == 0 && (r.file.State == book.Missing) == missing
	}
	return !slices.ContainsFunc(p.old.rows, func(r *row) bool { return !listed(r, true) }) &&
		!slices.ContainsFunc(p.now.rows, func(r *row) bool { return !listed(r, false) })
}

// question is the succession that the user was asked about, nil if it is none any more.
func (s *state) question(r Replaced) *succession {
	key := shelfKey{r.Root, r.Folder}
	for _, p := range s.replaced[key] {
		if p.old.lowest() == r.Old && p.now.lowest() == r.New && s.asks(key, p) {
			return &p
		}
	}
	return nil
}

func (o *owner) sameBook(r Replaced) {
	if p := o.state.question(r); p != nil {
		o.log.Info("replaced", "id", r.Old, "folder", r.Folder, "file", r.File)
		o.commit(edit{{field: heirField, after: yes, handover: p.handover()}})
	}
}

func (o *owner) differentBook(r Replaced) {
	p := o.state.question(r)
	if p == nil {
		return
	}
	var e edit
	for _, row := range p.old.rows {
		text := strings.TrimSpace(row.edits[differentField] + " " + strconv.FormatUint(uint64(r.New), 10))
		e = append(e, change{file: row.file.ID, field: differentField, before: row.edited(differentField), after: &text, row: row})
	}
	o.commit(e)
}

// handover is what becomes of the rows of a book and of the one that replaced it. Rows
// that change files keep all that is the book's: the row of an old file goes on with a
// new one, and the row of that one keeps the old, for the case that it comes back.
type handover struct {
	swaps []pair // an old row and a new one
	alone []*row // old rows without a new one
	notes []noting
}

// noting is what the user said about a row, and the date it was added, before the
// handover and after it.
type noting struct {
	row               *row
	edits, edited     book.Edits
	added, addedAfter int64
}

// handover says how the old book passes to the new one.
func (p succession) handover() *handover {
	h := &handover{}
	old, now := p.old.rows, p.now.rows
	if len(old) == len(now) {
		for i := range old {
			h.swaps = append(h.swaps, pair{old[i], now[i]})
		}
	} else {
		h.swaps = []pair{{p.old.first(), now[0]}} // the ID of a book is its lowest file's
	}
	heirs := map[*row]*row{} // of the new rows, the old one
	swapped := map[*row]bool{}
	for _, s := range h.swaps {
		heirs[s.now], swapped[s.old] = s.old, true
	}
	all := book.Edits{} // what was typed about any file
	for _, r := range old {
		for field, text := range r.edits {
			if _, typed := all[field]; !typed {
				all[field] = text
			}
		}
		if !swapped[r] {
			h.alone = append(h.alone, r)
		}
	}
	choiceOld, choiceNow := p.choices(h, all[choiceField])
	for _, r := range old {
		if !swapped[r] {
			h.note(r, withChoice(r.edits, choiceOld), r.added)
		}
	}
	for _, r := range now {
		edits := maps.Clone(all)
		from, added := heirs[r], p.old.added
		if from != nil {
			maps.Copy(edits, from.edits)
			added = from.added
		}
		edits = withChoice(edits, choiceNow)
		delete(edits, differentField)
		maps.Copy(edits, r.edits)
		if from == nil {
			h.note(r, edits, added)
			continue
		}
		h.note(from, edits, added)
		h.note(r, withChoice(from.edits, choiceOld), added)
	}
	return h
}

func (h *handover) note(r *row, edits book.Edits, added int64) {
	h.notes = append(h.notes, noting{row: r, edits: r.edits, edited: edits, added: r.added, addedAfter: added})
}

// choices are how the user's choice about the old book goes on for its old files and
// its new ones. Files that were put together stay so, without the others: should the
// old ones come back there are two books.
func (p succession) choices(h *handover, choice string) (old, now string) {
	if !strings.HasPrefix(choice, mergedWith) {
		if len(p.now.rows) > 1 {
			return choice, "" // each by itself was one file
		}
		return choice, choice
	}
	ids := map[*row]book.ID{} // after the swap
	for _, s := range h.swaps {
		ids[s.old], ids[s.now] = s.now.file.ID, s.old.file.ID
	}
	lowest := func(rows []*row) (low book.ID) {
		for i, r := range rows {
			id := cmp.Or(ids[r], r.file.ID)
			if i == 0 || id < low {
				low = id
			}
		}
		return low
	}
	with := func(rows []*row) string { return fmt.Sprint(mergedWith, uint64(lowest(rows))) }
	return with(p.old.rows), with(p.now.rows)
}

// withChoice is edits with a choice, "" for none, in the place of theirs.
func withChoice(edits book.Edits, choice string) book.Edits {
	edits = maps.Clone(edits)
	if edits == nil {
		edits = book.Edits{}
	}
	if edits[choiceField] = choice; choice == "" {
		delete(edits, choiceField)
	}
	return edits
}

// handOver passes a book on, or takes that back, and returns what the catalogue is to
// be told of what was typed. It does nothing where the rows are not there for it.
func (o *owner) handOver(h *handover, back bool) (ops []catalog.Op) {
	s, now := o.state, time.Now().UnixNano()
	if !s.mayPass(h, back) {
		return nil
	}
	for _, r := range h.alone {
		o.setRetired(r, !back)
	}
	var probes []*book.File
	for _, p := range h.swaps {
		probes = append(probes, s.swap(p, back, now)...)
	}
	for _, n := range h.notes {
		edits, added := n.edited, n.addedAfter
		if back {
			edits, added = n.edits, n.added
		}
		s.redate(n.row, added)
		fields := maps.Clone(n.row.edits)
		if fields == nil {
			fields = book.Edits{}
		}
		maps.Copy(fields, edits)
		for field := range fields {
			c := change{before: n.row.edited(field)}
			if text, typed := edits[field]; typed {
				c.after = &text
			}
			if !c.idle() {
				s.setEdit(n.row, field, c.after)
				ops = append(ops, catalog.Edit(n.row.file.ID, field, keptText(c.after)))
			}
		}
	}
	o.submit(probes)
	return ops
}

// mayPass reports whether the rows of a handover are as they must be: the old ones
// missing and the new ones there, or, to take it back, still known.
func (s *state) mayPass(h *handover, back bool) bool {
	listed := func(r *row) bool { return s.byID[r.file.ID] == r }
	for _, p := range h.swaps {
		switch {
		case !listed(p.old), !back && (!listed(p.now) || p.old.file.State != book.Missing || p.now.file.State == book.Missing):
			return false
		case back && !listed(p.now) && (p.now.left == 0 || s.root(p.now.file.Root) == nil || s.byPath[p.now.file.Path] != nil):
			return false
		}
	}
	return true
}

// swap has two rows change their files. The row that gets the old one retires, or,
// where that is taken back, is listed again. It returns the files that must still be
// probed.
func (s *state) swap(p pair, back bool, now int64) (probes []*book.File) {
	old, heir := p.old, p.now
	for _, r := range []*row{old, heir} {
		if r.left != 0 {
			s.retired.remove(r)
		} else {
			s.remove(r)
		}
		if r.file.State == book.Probing {
			f := *r.file
			f.State = book.Found
			r.file = &f
		}
	}
	a, b := *old, *heir
	old.takeFile(&b)
	heir.takeFile(&a)
	old.left, heir.left = 0, 0
	s.add(old)
	if back {
		s.add(heir)
	} else {
		heir.left = now
		s.retired.add(heir)
		s.leaving = append(s.leaving, heir)
	}
	for _, r := range []*row{old, heir} {
		if r.left == 0 && r.file.State == book.Found {
			r.asked = r.file
			probes = append(probes, r.file)
		}
	}
	return probes
}

// takeFile gives a row the file of another, with all that is known of it.
func (r *row) takeFile(from *row) {
	f := *from.file
	f.ID = r.file.ID
	r.file, r.gone, r.print, r.born, r.seen = &f, from.gone, from.print, from.born, from.seen
	r.read, r.measured, r.refused, r.look, r.marked = from.read, from.measured, from.refused, from.look, from.marked
	r.shifted = from.shifted
	r.asked, r.fresh, r.late = nil, false, false // the user knows what it is
}

// redate gives a row another date.
func (s *state) redate(r *row, added int64) {
	if r.added == added {
		return
	}
	if r.added = added; r.left != 0 {
		s.leaving = append(s.leaving, r)
		return
	}
	s.touch(r)
	s.show(r)
}
