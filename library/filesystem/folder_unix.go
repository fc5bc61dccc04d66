//go:build unix

package filesystem

import "syscall"

// ErrNotFolder is the error of a file in the place of a folder.
const ErrNotFolder = syscall.ENOTDIR
