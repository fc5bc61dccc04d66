//go:build !linux

package cli

// lowerPriority does nothing: the system has no priority for disks that a process can
// set for itself.
func lowerPriority() {}
