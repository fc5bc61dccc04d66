package state

import (
	"cmp"
	"slices"

	"lectern/library/book"
	"lectern/library/catalog"
)

// A book has the lowest ID of its files. If the file with this ID leaves the book, because
// it was moved, removed or is another book now, the ID stays with the book: one of the
// files that stay gets it, and the file that left gets the ID of that one in exchange.

// KeepHeads lets books whose first file left keep their IDs. made are the books that are
// about to replace those of their folders. If IDs were exchanged, made is out of date, and
// TakeStale may return more folders. It returns the catalogue operations that store the
// edits under the new IDs.
func (s *State) KeepHeads(made []Rebuilt) (ops []catalog.Op, exchanged bool) {
	if s.Books.EveryFile || s.Folders.Loading {
		return nil, false
	}
	now := map[book.ID]*book.Book{} // by the IDs of their files
	for _, m := range made {
		for _, b := range m.Books {
			for _, f := range b.Files {
				now[f.ID] = b
			}
		}
	}
	for _, m := range made {
		for _, p := range m.Folder.books {
			if heir := s.headOf(p.book, m.Folder, now); heir != nil {
				ops = append(ops, s.exchange(p.book.ID, heir)...)
				exchanged = true
			}
		}
	}
	return ops, exchanged
}

// headOf returns the row that gets the ID of a book: one of the largest part of the book
// that is still together. It is nil if the first file belongs to this part, if the book is
// gone, or if its files are still being read. of is the folder that the book was in.
func (s *State) headOf(b *book.Book, of *BookFolder, now map[book.ID]*book.Book) *Row {
	if len(b.Files) < 2 || s.Listed.became[b.ID] != 0 {
		return nil
	}
	type place struct {
		folder *BookFolder
		book   *book.Book // nil if its folder is not rebuilt
	}
	places, settled := map[place][]*Row{}, false
	var most place
	head := s.Listed.ByID[b.ID]
	for _, f := range b.Files {
		r := s.Listed.ByID[f.ID]
		switch {
		case r == nil || r.Folder == nil:
			continue
		case r.Asked != nil, r.Folder != of && of.key.Merged(): // the user divides what was merged
			return nil
		}
		settled = settled || r.digest != unknown
		at := place{r.Folder, now[f.ID]}
		places[at] = append(places[at], r)
		if n := cmp.Compare(len(places[at]), len(places[most])); n > 0 || n == 0 && r == head {
			most = at
		}
	}
	if !settled || most.book != nil && most.book.ID < b.ID { // they joined a book with an ID of its own
		return nil
	}
	var heir *Row
	for _, r := range places[most] {
		if r == head {
			return nil
		}
		if heir == nil || r.File.ID < heir.File.ID {
			heir = r
		}
	}
	return heir
}

// exchange gives a row an ID, and the row that has this ID the ID of the former.
func (s *State) exchange(id book.ID, heir *Row) []catalog.Op {
	own := heir.File.ID
	head := s.Listed.ByID[id]
	if head == nil {
		head = s.Retired.byID[id]
	}
	delete(s.Listed.ByID, own)
	delete(s.Listed.ByID, id)
	delete(s.Retired.byID, id)
	for gone, became := range s.Listed.became {
		switch became {
		case id:
			s.Listed.became[gone] = own
		case own:
			s.Listed.became[gone] = id
		}
	}
	ops := s.Log.Swap(id, own)
	s.renumber(heir, id)
	s.Unsaved.keep(heir)
	if head == nil || slices.Contains(s.Losses.passed, head) { // dropped for good
		if head != nil {
			f := *head.File
			f.ID = own
			head.File = &f
			s.Retired.byID[own] = head
		}
		s.Unsaved.dropped = append(s.Unsaved.dropped, own)
		return append(ops, heir.EditOps()...)
	}
	s.renumber(head, own)
	heir.digest, head.digest = head.digest, heir.digest
	return slices.Concat(ops, heir.editOpsOver(head), head.editOpsOver(heir))
}

// renumber gives a row another ID.
func (s *State) renumber(r *Row, id book.ID) {
	f := *r.File
	f.ID = id
	if r.former != nil { // the former content comes back under the new ID, too
		was, file := *r.former, *r.former.file
		file.ID, was.file = id, &file
		r.former = &was
	}
	if r.RetiredAt != 0 {
		r.File = &f
		s.Retired.byID[id] = r
		s.Unsaved.retire(r)
		return
	}
	s.Listed.ByID[id] = r
	s.put(r, &f)
	s.Folders.alter(r.Folder)
}

// editOpsOver returns the operations that store the edits of a row in place of those of
// another, which had its ID.
func (r *Row) editOpsOver(before *Row) (ops []catalog.Op) {
	for field := range before.Edits {
		if r.Edited(field) == nil {
			ops = append(ops, catalog.Edit(r.File.ID, field, ""))
		}
	}
	if before.Hidden && !r.Hidden {
		ops = append(ops, catalog.Hide(r.File.ID, false))
	}
	return append(ops, r.EditOps()...)
}
