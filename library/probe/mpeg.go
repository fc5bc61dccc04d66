package probe

import (
	"context"

	"lectern/library/book"
)

// readMPEG reads an MPEG audio file.
func readMPEG(context.Context, *source, *book.File) (*book.Media, error) {
	return nil, ErrUnsupported
}
