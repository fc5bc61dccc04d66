//go:build unix

package filesystem

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives a file the owner and the group of another one as far as the user may. It
// reports whether the file has the group.
func keepOwner(f *os.File, of fs.FileInfo) bool {
	want, known := of.Sys().(*syscall.Stat_t)
	if !known {
		return true
	}
	if f.Chown(int(want.Uid), int(want.Gid)) != nil {
		_ = f.Chown(-1, int(want.Gid))
	}
	is, err := f.Stat()
	if err != nil {
		return false
	}
	got, known := is.Sys().(*syscall.Stat_t)
	return known && got.Gid == want.Gid
}
