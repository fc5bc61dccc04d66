package probe

import (
	"context"
	"errors"
	"time"

	"lectern/library/book"
)

// The pauses between tries, each twice the one before: a network disk that blinks
// is back within a second or two, and a worker that waits longer is missed
// elsewhere.
const (
	firstPause = 250 * time.Millisecond
	lastPause  = 4 * firstPause
)

type retrying struct {
	prober  Prober
	network func(root string) bool
}

// Retrying asks p again, up to three times and after growing pauses, when the
// disk did not answer, or when a file under a network root timed out. Network
// may be nil: then no root is on a network.
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

// passing reports whether the error may be gone in a moment.
func (r retrying) passing(err error, f *book.File) bool {
	var fault *book.Fault
	if !errors.As(err, &fault) {
		return false
	}
	return fault.Kind == book.Unavailable || fault.Kind == book.TimedOut && r.network(f.Root)
}
