package cover

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"lectern/library/book"
)

// ErrNone is the error for a book without a picture.
var ErrNone = errors.New("the book has no picture")

// source is where a book's picture comes from. Books with equal sources share a
// picture; a changed file is a different source.
type source struct {
	path     string
	embedded bool        // inside an audio file
	kept     bool        // path is the picture's name in the catalogue
	size     int64       // of the audio file
	modified int64       // likewise
	notes    *book.Notes // of a picture beside the files: new notes are read when it changes
}

// sourceOf returns the source of a book's picture: the picture that the user chose, or
// else the one that book.Shown returns.
func sourceOf(b *book.Book) (source, bool) {
	if b.Picture != "" {
		return source{path: b.Picture, kept: strings.HasPrefix(b.Picture, book.KeptPicture)}, true
	}
	switch picture, f := b.Shown(); {
	case f != nil:
		return source{path: f.Path, embedded: true, size: f.Size, modified: f.Modified}, true
	case picture != "":
		return source{path: picture, notes: b.Notes}, true
	default:
		return source{}, false
	}
}

// Has reports whether a book is known to have a picture.
func Has(b *book.Book) bool {
	_, ok := sourceOf(b)
	return ok
}

// read returns the encoded picture. It blocks on the disk.
func (s source) read(ctx context.Context, opts *Options) ([]byte, error) {
	switch {
	case s.embedded:
		return opts.Embedded(ctx, s.path)
	case s.kept:
		return opts.Kept(s.path)
	}
	i, err := os.Stat(s.path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the picture: %w", err)
	case !i.Mode().IsRegular(): // a pipe would hang
		return nil, ErrNoFile
	case i.Size() > MaxBytes:
		return nil, ErrTooManyBytes
	}
	f, err := os.Open(s.path)
	if err != nil {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	return b, nil
}
