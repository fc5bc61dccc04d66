package scan

import (
	"path/filepath"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"

	"lectern/library/text"
)

// mounts are the mounted file systems. A later one covers an earlier one.
type mounts []*mountinfo.Info

// readMounts reads the system's mount table. It does not touch the mounted file
// systems, and so never hangs.
func readMounts() mounts {
	all, err := mountinfo.GetMounts(nil)
	if err != nil {
		return nil
	}
	return all
}

// place returns the place of a path without links; the path itself if the
// mounts are unknown.
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
