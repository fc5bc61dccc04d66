package probe

import (
	"context"

	"lectern/library/book"
)

// readOgg reads an Ogg file.
func readOgg(context.Context, *source, *book.File) (*book.Media, error) {
	return nil, ErrUnsupported
}
