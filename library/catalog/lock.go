package catalog

import (
	"context"
	"time"
)

const (
	// lingering is how long the lock of a process that has ended is waited for.
	// A process that was killed while it started a program leaves its open files,
	// the lock among them, to the new process until that one has become the
	// program: some milliseconds, or seconds on a busy machine.
	lingering = 10 * time.Second

	// lockPause is the time between two tries.
	lockPause = 10 * time.Millisecond
)

// acquire takes a lock with try, which reports whether it could. The lock of a
// process that lives, by alive, is ErrLocked at once; one that a dead process
// left is waited for.
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
