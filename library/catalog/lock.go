package catalog

import (
	"context"
	"time"
)

const (
	// lingering is how long acquire waits for a dead process's lock. A process
	// that is killed while it starts a program leaves its open files, the lock
	// among them, to the new process until exec closes them: after some
	// milliseconds, or seconds on a busy machine.
	lingering = 10 * time.Second

	// lockPause is the time between two attempts.
	lockPause = 10 * time.Millisecond
)

// acquire takes a lock with try, which reports whether it succeeded. It returns
// ErrLocked at once if alive says that the lock's owner lives, and waits for
// the lock of a dead process.
func acquire(ctx context.Context, try func() (bool, error), alive func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, lingering)
	defer cancel()
	for {
		switch ok, err := try(); {
		case err != nil:
			return err
		case ok:
			return nil
		case alive():
			return ErrLocked
		}
		select {
		case <-time.After(lockPause):
		case <-ctx.Done():
			return ErrLocked
		}
	}
}
