//go:build !unix || darwin

package library

import "errors"

// binReturns reports whether files can be restored from the system's trash.
const binReturns = false

// tidyTrash does nothing: on this system, a failed move leaves nothing in the trash.
func tidyTrash(string) {}

// unbin fails: on this system, programs cannot restore files from the trash.
func unbin(string) error { return errors.ErrUnsupported }
