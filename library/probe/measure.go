package probe

import (
	"context"
	"errors"
	"time"

	"lectern/library/book"
)

// Measure is the Prober that makes estimated lengths exact: it reads a file
// that has been probed from its beginning to its end and counts its frames. It
// is for a time when nothing else is to be done, one file at a time.
type Measure struct{}

// countPatience is how long counting a file may take: a gigabyte at two
// megabytes a second, the pace of a slow network.
const countPatience = 10 * time.Minute

// Patience implements Patient.
func (Measure) Patience() time.Duration { return countPatience }

// Probe implements Prober. The answer is the file's Media with what was
// counted. What has no frames to count keeps its estimate, and so does a file
// the disk refuses: the next scan will tell.
func (Measure) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	m := *f.Media
	file, size, err := openRegular(f.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if size != f.Size {
		return nil, changed()
	}
	length, err := WalkFrames(ctx, file, size)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrNoFrames):
		return &m, nil
	case err != nil:
		return nil, systemFault(err)
	}
	m.Duration, m.Estimated, m.BitRate = length, false, overall(size, length)
	return &m, nil
}
