package cover

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
)

// ErrNone is the error for a book without a picture.
var ErrNone = errors.New(message.Mark("the book has no picture"))

// source is where a book's picture comes from. Books with equal sources share a
// picture; a changed file is a different source.
type source struct {
	path     string
	embedded bool        // inside an audio file
	kept     bool        // path is the picture's name in the catalogue
	size     int64       // of the file, as the next two; the last is that of an audio file only
	modified int64       // see book.File
	changed  int64       // see book.File
	picture  book.Cover  // a share does not tell when a file changed
	notes    *book.Notes // of a picture beside the files whose time is not known: new notes are read when it changes
}

// key names the thumbnails of a source in the disk cache. It depends on what is known of the
// picture without its disk, so that a book whose drive is away keeps its cover. It is "" if too
// little is known to tell another picture at the same place from this one.
func (s source) key() string {
	of := s.path // the name of a kept picture stands for its content
	switch {
	case s.embedded:
		of = fmt.Sprint(s.path, "\x00", s.size, s.modified, s.changed, s.picture)
	case !s.kept && s.modified == 0:
		return ""
	case !s.kept:
		of = fmt.Sprint(s.path, "\x00", s.size, s.modified, s.picture.Width, s.picture.Height)
	}
	sum := sha256.Sum256([]byte(of))
	return hex.EncodeToString(sum[:16])
}

// maxEmbedded is how many different embedded pictures of a book are tried until one can
// be decoded.
const maxEmbedded = 3

// sources iterates over the sources of a book's picture, the best first: only the
// picture that the user chose, or else the pictures of Book.Pictures. The next one is
// for a picture that cannot be decoded. Parts of a book often have the same picture,
// which is tried once.
func sources(b *book.Book, yield func(source) bool) {
	if b.Picture != "" {
		yield(source{path: b.Picture, kept: strings.HasPrefix(b.Picture, book.KeptPicture)})
		return
	}
	var last *book.Cover
	embedded := 0
	for _, f := range b.Pictures {
		var from source
		if f == nil {
			from = beside(b.Notes)
		} else {
			if last != nil && *last == *f.Media.Cover() || embedded == maxEmbedded {
				continue
			}
			last = f.Media.Cover()
			embedded++
			from = source{path: f.Path, embedded: true, size: f.Size, modified: f.Modified, changed: f.Changed, picture: *last}
		}
		if !yield(from) {
			return
		}
	}
}

// beside returns the source of the picture that notes name.
func beside(n *book.Notes) source {
	if n.Modified == 0 {
		return source{path: n.Picture, notes: n}
	}
	return source{path: n.Picture, size: n.Size, modified: n.Modified, picture: book.Cover{Width: n.Width, Height: n.Height}}
}

// Has reports whether a book is known to have a picture.
func Has(b *book.Book) (has bool) {
	sources(b, func(source) bool { has = true; return false })
	return has
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
