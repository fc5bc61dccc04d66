package library

import (
	"context"
	"image"

	"lectern/library/book"
	"lectern/library/cover"
)

// CoverSize is the longest side of a cover, in pixels.
type CoverSize = cover.Size

const (
	SmallCover = cover.Small // for a row of the book list
	LargeCover = cover.Large // for the details of a book
)

// HasCover reports whether a book is known to have a picture.
func HasCover(b *book.Book) bool { return cover.Has(b) }

// Cover returns a book's cover, decoded and scaled. It blocks until the picture is
// ready or ctx is done; a picture that no caller waits for any more is not made. The
// error says why there is no picture. The caller must not modify the picture.
func (l *Library) Cover(ctx context.Context, b *book.Book, size CoverSize) (*image.RGBA, error) {
	return l.covers.Get(ctx, b, size)
}

// WholeCover returns the cover of a book at its own size, scaled down only if a side has
// more than most pixels.
func (l *Library) WholeCover(ctx context.Context, b *book.Book, most int) (*image.RGBA, error) {
	return l.covers.Whole(ctx, b, most)
}

// CoverFile returns a file with the cover of a book, scaled down, for other programs, or ""
// if there is none. It blocks on the disk.
func (l *Library) CoverFile(ctx context.Context, b *book.Book) string {
	path, err := l.covers.File(ctx, b)
	if err != nil {
		return "" // the window has said why
	}
	return path
}

// CoverAtHand returns a book's cover if it is in memory, without blocking. known with a
// nil picture means that the book has no cover.
func (l *Library) CoverAtHand(b *book.Book, size CoverSize) (m *image.RGBA, known bool) {
	return l.covers.Kept(b, size)
}
