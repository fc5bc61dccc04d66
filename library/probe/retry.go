package probe

import (
	"context"
	"errors"
	"time"

	"lectern/library/book"
)

// Pauses between tries; each is twice as long as the one before. A network disk that
// drops out briefly is back within a second or two. A worker that waits longer is
// missed elsewhere.
const (
	firstPause = 250 * time.Millisecond
	lastPause  = 4 * firstPause
)

type retrying struct {
	prober  Prober
	network func(root string) bool
}

// Retrying returns a Prober that asks p again, up to three times with growing
// pauses, if the disk did not answer or if a file below a network root timed
// out. network can be nil, which means that no root is on a network.
func Retrying(p Prober, network func(root string) bool) Prober {
	if network == nil {
		network = func(string) bool { return false }
	}
	return retrying{p, network}
}

// Probe implements Prober.
func (r retrying) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	for pause := firstPause; ; pause *= 2 {
		m, err := r.prober.Probe(ctx, f)
		if pause > lastPause || !r.passing(err, f) {
			return m, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// passing reports whether the error can be temporary.
func (r retrying) passing(err error, f *book.File) bool {
	var fault *book.Fault
	if !errors.As(err, &fault) {
		return false
	}
	return fault.Kind == book.Unavailable || fault.Kind == book.TimedOut && r.network(f.Root)
}
