//go:build !linux

package scan

// mounts is empty: mounts are unknown on these systems.
type mounts struct{}

func readMounts() mounts { return mounts{} }

// place returns the path itself.
func (mounts) place(real string) place { return place{path: real} }
