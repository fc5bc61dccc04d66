//go:build !unix || darwin

package library

import "errors"

// TrashReturns reports whether Undo can restore the files that Trash moved to the system's
// trash.
const TrashReturns = false

// tidyTrash does nothing: on this system, a failed move leaves nothing in the trash.
func tidyTrash(string) {}

// untrash fails: on this system, programs cannot restore files from the trash.
func untrash(string) error { return errors.ErrUnsupported }
