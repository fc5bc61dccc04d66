//go:build !linux

package cli

import "time"

// began is when the process began, as near as it can be told here.
func began() time.Time { return time.Now() }
