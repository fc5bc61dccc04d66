//go:build !unix || darwin

package library

import "errors"

// trashReturns reports whether files can be restored from the system's trash.
const trashReturns = false

// tidyTrash does nothing: on this system, a failed move leaves nothing in the trash.
func tidyTrash(string) {}

// untrash fails: on this system, programs cannot restore files from the trash.
func untrash(string) error { return errors.ErrUnsupported }
