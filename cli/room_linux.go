package cli

import (
	"math"

	"golang.org/x/sys/unix"
)

// room returns how many bytes can be written to the disk of a folder, or the largest
// possible number if the disk does not say.
func room(dir string) uint64 {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return math.MaxUint64
	}
	return s.Bavail * uint64(s.Bsize)
}
