package library

import (
	"context"
	"time"
)

// orLeave runs do, which may hang in a disk, and returns what it returns, or the error of
// ctx once ctx has been done for grace. A do that hangs is left behind.
func orLeave[T any](ctx context.Context, grace time.Duration, do func() (T, error)) (value T, err error) {
	done := make(chan func() (T, error), 1)
	go func() {
		v, err := do()
		done <- func() (T, error) { return v, err }
	}()
	select {
	case answer := <-done:
		return answer()
	case <-ctx.Done():
	}
	select {
	case answer := <-done:
		return answer()
	case <-time.After(grace):
		return value, ctx.Err()
	}
}
