//go:build unix

package sidecar

import "syscall"

// nonblocking keeps a pipe that took a file's place a moment ago from hanging
// the open; on a regular file it does nothing.
const nonblocking = syscall.O_NONBLOCK
