//go:build !linux

package filesystem

// Mounts is empty: mounts are unknown on these systems.
type Mounts struct{}

// ReadMounts returns nothing.
func ReadMounts() Mounts { return Mounts{} }

// Place returns the path itself.
func (Mounts) Place(real string) Place { return Place{Path: real} }

// ShownTwice returns false.
func ShownTwice(string, string, []string) bool { return false }
