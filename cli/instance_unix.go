//go:build unix

package cli

import (
	"os"
	"syscall"
)

// owned reports whether a folder belongs to this user and is closed to all others.
func owned(dir os.FileInfo) bool {
	s, ok := dir.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Geteuid() && dir.Mode().Perm()&0o077 == 0
}
