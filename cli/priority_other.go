//go:build !linux

package cli

// lowerPriority does nothing: on this system, a process cannot lower the priority of
// its own I/O.
func lowerPriority() {}
