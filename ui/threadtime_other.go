//go:build !linux

package ui

import "time"

// threadTime returns 0: this system does not count threads separately.
func threadTime() time.Duration { return 0 }
