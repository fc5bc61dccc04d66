package scan

import (
	"path/filepath"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"

	"lectern/library/text"
)

// mounts are the file systems that are mounted, a later one above an earlier
// one.
type mounts []*mountinfo.Info

// readMounts reads the system's table, and never hangs in what is mounted.
func readMounts() mounts {
	all, err := mountinfo.GetMounts(nil)
	if err != nil {
		return nil
	}
	return all
}

// place is where a path without links lies. It is the path itself where the
// mounts are not known.
func (all mounts) place(real string) place {
	var on *mountinfo.Info
	for _, m := range all {
		if text.Within(real, m.Mountpoint) && (on == nil || len(m.Mountpoint) >= len(on.Mountpoint)) {
			on = m
		}
	}
	if on == nil {
		return place{path: real}
	}
	below, _ := filepath.Rel(on.Mountpoint, real)
	return place{unix.Mkdev(uint32(on.Major), uint32(on.Minor)), filepath.Join(on.Root, below)}
}
