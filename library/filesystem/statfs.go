//go:build linux || darwin

package filesystem

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// statfs asks the system about the file system that path lies on. It blocks on the disk.
func statfs(path string) (s unix.Statfs_t, err error) {
	err = unix.EINTR
	for err == unix.EINTR {
		err = unix.Statfs(path, &s)
	}
	if err != nil {
		return s, fmt.Errorf("statfs: %w", err)
	}
	return s, nil
}
