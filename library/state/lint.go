package state

import (
	"lectern/library/book"
	"lectern/library/lint"
)

// SetLint stores the findings of comparing books with each other and returns how many
// books changed.
func (all *Books) SetLint(found map[book.ID]book.Lint) (changed int) {
	was := all.across
	all.across = found
	folders := map[*BookFolder]bool{}
	note := func(id book.ID) {
		if r := all.listed.ByID[id]; r != nil && found[id] != was[id] {
			folders[r.Folder] = true
		}
	}
	for id, l := range found {
		if all.EveryFile && l&book.LikelyDuplicate != 0 { // files of different books often share chapter names
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
			if l := all.lintOf(p.book); l != p.book.Lint {
				b := *p.book
				b.Lint = l
				all.Store.Set(p.slot, &b)
				bf.books[i].book = &b
				changed++
			}
		}
	}
	return changed
}

// lintOf returns all findings about a book.
func (all *Books) lintOf(b *book.Book) book.Lint { return lint.Of(b) | all.across[b.ID] }
