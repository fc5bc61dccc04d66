package probe

import (
	"context"

	"lectern/library/book"
)

// readMP4 reads an MP4.
func readMP4(context.Context, *source, *book.File) (*book.Media, error) {
	return nil, ErrUnsupported
}
