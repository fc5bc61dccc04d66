//go:build !linux

package main

// gentle does nothing: the system has no priority for disks that a process can
// set for itself.
func gentle() {}
