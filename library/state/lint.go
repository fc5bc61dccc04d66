package state

import (
	"lectern/library/book"
	"lectern/library/lint"
)

// SetLint makes what books tell of each other a part of them, and returns how many
// of them have changed by that.
func (s *State) SetLint(found map[book.ID]book.Lint) (changed int) {
	was := s.across
	s.across = found
	folders := map[*BookFolder]bool{}
	note := func(id book.ID) {
		if r := s.ByID[id]; r != nil && found[id] != was[id] {
			folders[r.Folder] = true
		}
	}
	for id, l := range found {
		if s.EveryFile && l&book.LikelyDuplicate != 0 { // chapters have the names of others
			if found[id] &^= book.LikelyDuplicate; found[id] == 0 {
				delete(found, id)
			}
		}
		note(id)
	}
	for id := range was {
		note(id)
	}
	for bf := range folders {
		for i, p := range bf.books {
			if l := s.lintOf(p.book); l != p.book.Lint {
				b := *p.book
				b.Lint = l
				s.Store.Set(p.slot, &b)
				bf.books[i].book = &b
				changed++
			}
		}
	}
	return changed
}

// lintOf is all that is known to be wrong with a book.
func (s *State) lintOf(b *book.Book) book.Lint { return lint.Of(b) | s.across[b.ID] }
