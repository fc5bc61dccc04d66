//go:build !linux

package scan

// mounts are not known.
type mounts struct{}

func readMounts() mounts { return mounts{} }

// place is the path without links itself.
func (mounts) place(real string) place { return place{path: real} }
