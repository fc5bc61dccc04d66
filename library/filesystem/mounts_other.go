//go:build !linux

package filesystem

// Mounts is empty: these systems do not tell mounts cheaply.
type Mounts struct{}

// ReadMounts returns nothing.
func ReadMounts() Mounts { return Mounts{} }

// Below returns nil.
func (Mounts) Below(string) []string { return nil }

// Place returns the path itself.
func (Mounts) Place(real string) Place { return Place{Path: real} }

// ShownTwice returns false.
func ShownTwice(string, string, []string) bool { return false }
