package books

import (
	"image"
	"maps"

	"lectern/library/book"
	"lectern/library/view"
)

// KeptCovers keeps the covers of the books near the rows in sight: a large window shows
// more covers than the library keeps.
type KeptCovers map[book.ID]keptCover

// keptCover is a cover and its book.
type keptCover struct {
	of    *book.Book
	cover *image.RGBA
}

// Keep keeps a cover while its book is near the rows in sight.
func (k KeptCovers) Keep(b *book.Book, m *image.RGBA) { k[b.ID] = keptCover{b, m} }

// AtHand returns the cover of a book if it is kept, or if elsewhere has it in memory. If
// the book has changed since, m is its old cover and known is false.
func (k KeptCovers) AtHand(b *book.Book, elsewhere func(*book.Book) (*image.RGBA, bool)) (m *image.RGBA, known bool) {
	kept := k[b.ID]
	if kept.of == b {
		return kept.cover, true
	}
	if m, known = elsewhere(b); !known {
		return kept.cover, false
	}
	k.Keep(b, m)
	return m, true
}

// forget drops the covers of the rows out of sight once there are as many of them as in
// sight. The rows in sight are those from first up to last, without last.
func (k KeptCovers) forget(v *view.View, first, last int) {
	if len(k) <= 2*(last-first) {
		return
	}
	seen := make(map[book.ID]bool, last-first)
	for row := first; row < last; row++ {
		seen[v.At(row).ID] = true
	}
	maps.DeleteFunc(k, func(id book.ID, _ keptCover) bool { return !seen[id] })
}
