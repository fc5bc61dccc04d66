//go:build !unix

package sidecar

// nonblocking is 0 where folders cannot contain pipes.
const nonblocking = 0
