//go:build !linux

package cputime

import "time"

// Of is the time that f takes, where threads are not told apart.
func Of(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}
