//go:build !unix

package sidecar

// nonblocking is nothing where folders hold no pipes.
const nonblocking = 0
