package probe

import (
	"context"

	"lectern/library/book"
)

// readFLAC reads a FLAC file.
func readFLAC(context.Context, *source, *book.File) (*book.Media, error) {
	return nil, ErrUnsupported
}
