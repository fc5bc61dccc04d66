package filesystem

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/moby/sys/mountinfo"
)

// MountsBelow returns the mount points below dir, in order, as paths that begin
// with dir. A mount point is listed once for each file system that is mounted on it.
// MountsBelow reads only the system's mount table, and so never hangs in a
// mounted file system. It returns nil if the table cannot be read.
func MountsBelow(dir string) (points []string) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil
	}
	mounts, err := mountinfo.GetMounts(nil)
	if err != nil {
		return nil
	}
	points = []string{}
	for _, m := range mounts {
		if rest, below := strings.CutPrefix(m.Mountpoint, strings.TrimSuffix(real, "/")+"/"); below && rest != "" {
			points = append(points, filepath.Join(dir, rest))
		}
	}
	slices.Sort(points)
	return points
}
