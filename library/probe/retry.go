package probe

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"lectern/library/book"
)

// The pauses between tries: a network disk that blinks is back within a
// second or two, and a worker that waits longer is missed elsewhere.
const (
	firstPause = 250 * time.Millisecond // doubled each time, half of it random
	tries      = 4                      // the first and three more
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
func (r retrying) Probe(ctx context.Context, f *book.File) (m *book.Media, err error) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.Multiplier = firstPause, 2
	_, gaveUp := backoff.Retry(ctx, func() (struct{}, error) {
		m, err = r.prober.Probe(ctx, f)
		if !r.passing(err, f) {
			return struct{}{}, nil
		}
		return struct{}{}, err
	}, backoff.WithBackOff(pauses), backoff.WithMaxTries(tries))
	if gaveUp != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return m, err
}

// passing reports whether the error may be gone in a moment.
func (r retrying) passing(err error, f *book.File) bool {
	var fault *book.Fault
	if !errors.As(err, &fault) {
		return false
	}
	return fault.Kind == book.Unavailable || fault.Kind == book.TimedOut && r.network(f.Root)
}
