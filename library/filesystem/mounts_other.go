//go:build !linux

package filesystem

// MountsBelow returns nil: this system does not tell mount points cheaply.
func MountsBelow(string) []string { return nil }
