package filesystem

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// Mounts are the mounted file systems. A later one covers an earlier one.
type Mounts []*mountinfo.Info

// ReadMounts reads the system's mount table. It does not touch the mounted file
// systems, and so never hangs. It returns nil if the table cannot be read.
func ReadMounts() Mounts {
	all, err := mountinfo.GetMounts(nil)
	if err != nil {
		return nil
	}
	return all
}

// Below returns the mount points below dir, in order, as paths that begin with dir. A mount
// point is listed once for each file system that is mounted on it. It returns nil if the
// mounts are unknown.
func (all Mounts) Below(dir string) (points []string) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil || all == nil {
		return nil
	}
	points = []string{}
	for _, m := range all {
		if rest, below := strings.CutPrefix(m.Mountpoint, strings.TrimSuffix(real, "/")+"/"); below && rest != "" {
			points = append(points, filepath.Join(dir, rest))
		}
	}
	slices.Sort(points)
	return points
}

// Place returns the place of a path without links; the path itself if the
// mounts are unknown.
func (all Mounts) Place(real string) Place {
	var on *mountinfo.Info
	for _, m := range all {
		if within(real, m.Mountpoint) && (on == nil || len(m.Mountpoint) >= len(on.Mountpoint)) {
			on = m
		}
	}
	if on == nil {
		return Place{Path: real}
	}
	below, _ := filepath.Rel(on.Mountpoint, real)
	return Place{unix.Mkdev(uint32(on.Major), uint32(on.Minor)), filepath.Join(on.Root, below)}
}

// ShownTwice reports whether a mount point below dir shows something that dir itself or an
// earlier one of these mount points below it shows too. The mount points are paths that begin
// with dir.
func ShownTwice(dir, point string, points []string) bool {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return false
	}
	all := ReadMounts()
	place := func(at string) Place { return all.Place(filepath.Join(real, at[len(dir):])) }
	is := place(point)
	return slices.ContainsFunc(append([]string{dir}, points...), func(at string) bool {
		other := place(at)
		return at < point && (other.Holds(is) || is.Holds(other))
	})
}
