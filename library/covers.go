package library

import (
	"context"
	"image"

	"lectern/library/book"
	"lectern/library/cover"
)

// CoverSize is how large a cover is: its longest side, in pixels.
type CoverSize = cover.Size

// The sizes of covers.
const (
	SmallCover = cover.Small // for a row of the table
	LargeCover = cover.Large // for the details of a book
)

// HasCover reports whether a book is known to have a picture.
func HasCover(b *book.Book) bool { return cover.Has(b) }

// Cover is a book's picture, decoded and scaled. It blocks until the picture
// is there or ctx is done: what nobody waits for any longer is not made. The
// error says why there is none. The picture must not be changed.
func (l *Library) Cover(ctx context.Context, b *book.Book, size CoverSize) (*image.RGBA, error) {
	return l.covers.Get(ctx, b, size)
}

// CoverAtHand is a book's picture if it is in memory; known with nil is a book
// that has none. It does not block.
func (l *Library) CoverAtHand(b *book.Book, size CoverSize) (m *image.RGBA, known bool) {
	return l.covers.Kept(b, size)
}
