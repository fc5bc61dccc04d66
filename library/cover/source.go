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

// ErrNone is the answer for a book that has no picture.
var ErrNone = errors.New("the book has no picture")

// source is where a book's picture lies. Two books with equal sources have one
// picture; a file that has changed is another source.
type source struct {
	path     string
	embedded bool        // in an audio file
	kept     bool        // by the catalogue, under this name
	size     int64       // of the audio file
	modified int64       // likewise
	notes    *book.Notes // of a picture beside the files: they are read again when it changes
}

// sourceOf is where the picture of a book lies: the one the listener chose, else
// the one in its folder that the notes name, else in the first of its files that has one.
func sourceOf(b *book.Book) (source, bool) {
	if b.Picture != "" {
		return source{path: b.Picture, kept: strings.HasPrefix(b.Picture, book.KeptPicture)}, true
	}
	if b.Notes != nil && b.Notes.Picture != "" {
		return source{path: b.Notes.Picture, notes: b.Notes}, true
	}
	for _, f := range b.Files {
		if f.Media != nil && f.Media.Cover != nil {
			return source{path: f.Path, embedded: true, size: f.Size, modified: f.Modified}, true
		}
	}
	return source{}, false
}

// Has reports whether a book is known to have a picture.
func Has(b *book.Book) bool {
	_, ok := sourceOf(b)
	return ok
}

// read returns the picture as it is encoded. It blocks on the disk.
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
