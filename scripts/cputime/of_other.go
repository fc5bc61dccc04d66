//go:build !linux

package cputime

import "time"

// Of returns the elapsed time of f, because this system does not count threads
// separately.
func Of(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}
