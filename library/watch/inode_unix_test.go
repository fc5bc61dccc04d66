//go:build unix

package watch

import (
	"os"
	"syscall"
)

// inode returns the number of a file or a folder, which stays when it is renamed.
func inode(path string) (uint64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Sys().(*syscall.Stat_t).Ino, nil
}
