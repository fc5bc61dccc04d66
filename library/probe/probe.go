// Package probe reads the contents of audio files: length, tags, chapters and
// cover.
//
// A Prober reads one file. A Chain asks several Probers until one supports the
// format; the last is FFprobe, which supports almost every format. A Pool runs
// a Prober on many files at once.
package probe

import (
	"context"
	"errors"

	"lectern/library/book"
	"lectern/library/message"
)

// Generation counts the changes to the readers after which they find something else in
// a file. A catalogue stores it with each file, and files that an earlier generation
// read are read again.
const Generation = 10

// Prober reads one file. It can block, and it keeps nothing about the file. It is
// called on many goroutines at once.
//
// The error is nil, a *book.Fault, ctx.Err() once the context is done, or
// ErrUnsupported from a member of a Chain. Media is set if the error is nil. It can
// also be set together with a Fault, with what could be read of a truncated or
// protected file.
type Prober interface {
	Probe(ctx context.Context, f *book.File) (*book.Media, error)
}

// ErrUnsupported means that a reader does not support the format. It says
// nothing about the file: the Chain asks the next reader.
var ErrUnsupported = errors.New("format not supported by this reader")

// Chain asks its Probers in order. The first result other than ErrUnsupported
// is final.
type Chain []Prober

// Probe implements Prober.
func (c Chain) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	for _, p := range c {
		m, err := p.Probe(ctx, f)
		if !errors.Is(err, ErrUnsupported) {
			return m, err
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return nil, &book.Fault{Kind: book.NoReader, Reason: message.Mark("no reader for this format")}
}
