package library

import (
	"context"
	"time"
)

// whileIdle runs do some time after each signal, if the library is not busy then, until
// ctx is done. If it is busy, the end of the work is the next signal. wait is how long after
// the first signal do runs; do returns the wait for the next.
func (l *Library) whileIdle(ctx context.Context, signals <-chan struct{}, wait time.Duration, do func() time.Duration) {
	due := time.NewTimer(0)
	defer due.Stop()
	due.Stop()
	waiting := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
			if !waiting {
				waiting = true
				due.Reset(wait)
			}
		case <-due.C:
			waiting = false
			if !l.status.Load().Busy() {
				wait = do()
			}
		}
	}
}
