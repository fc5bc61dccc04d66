package filesystem

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Of returns the kind of the file system that path lies on. It blocks on the
// disk.
func Of(path string) (Kind, error) {
	var s unix.Statfs_t
	err := error(unix.EINTR)
	for err == unix.EINTR {
		err = unix.Statfs(path, &s)
	}
	if err != nil {
		return Kind{}, fmt.Errorf("statfs: %w", err)
	}
	return named(unix.ByteSliceToString(s.Fstypename[:]), s.Flags&unix.MNT_LOCAL == 0), nil
}
