package probe

import (
	"context"

	"lectern/library/book"
)

// readChunks reads a WAV or AIFF file.
func readChunks(context.Context, *source, *book.File) (*book.Media, error) {
	return nil, ErrUnsupported
}
