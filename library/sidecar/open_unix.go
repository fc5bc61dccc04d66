//go:build unix

package sidecar

import "syscall"

// nonblocking keeps open from blocking on a pipe that has just replaced a file.
// It has no effect on a regular file.
const nonblocking = syscall.O_NONBLOCK
