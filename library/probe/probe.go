// Package probe reads what is inside an audio file: how long it is, what it
// is called, who reads it, its chapters and its cover.
//
// A Prober reads one file. A Chain asks several until one knows the format;
// FFprobe, which knows nearly all, comes last. A Pool runs a prober over many
// files at once.
package probe

import (
	"context"
	"errors"

	"lectern/library/book"
)

// Prober reads one file. It may block, holds no state of the file afterwards,
// and is called from many goroutines at once.
//
// The error is nil, a *book.Fault, ctx.Err() once the context is done, or
// ErrUnsupported from a reader that is one of a Chain. Media is set when the
// error is nil, and may be set beside a Fault: what could still be read of a
// truncated or protected file.
type Prober interface {
	Probe(ctx context.Context, f *book.File) (*book.Media, error)
}

// ErrUnsupported is a reader's answer to a format it does not know. It says
// nothing about the file: the next reader of the Chain is asked.
var ErrUnsupported = errors.New("format not supported by this reader")

// Chain asks its probers in turn; the first that does not answer
// ErrUnsupported has the last word.
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
	return nil, &book.Fault{Kind: book.NoReader, Reason: "no reader for this format"}
}
