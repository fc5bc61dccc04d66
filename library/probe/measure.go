package probe

import (
	"context"
	"errors"
	"time"

	"lectern/library/book"
)

// Measure is a Prober that replaces an estimated length with the exact one: it reads a
// probed file from beginning to end and counts its frames. Use it for one file at a
// time, while the program is idle.
type Measure struct{}

// countPatience is the time allowed to count a file: a gigabyte at two
// megabytes per second, the speed of a slow network.
const countPatience = 10 * time.Minute

// Patience implements Patient.
func (Measure) Patience() time.Duration { return countPatience }

// Probe implements Prober. The result is the file's Media with the counted
// length. If there are no frames to count, or if the disk returns an error, the
// estimate stays; the next scan deals with the error.
func (Measure) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	m := *f.Media.Media()
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
