//go:build unix && !linux

package scan

import "golang.org/x/sys/unix"

// stat describes an entry of the folder, or the folder itself for ".". It opens
// nothing, and follows a link if follow is true.
func (d *folder) stat(name string, follow bool) (stat, error) {
	flags := 0
	if !follow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	var x unix.Stat_t
	err := error(unix.EINTR)
	for err == unix.EINTR {
		err = unix.Fstatat(d.fd, name, &x, flags)
	}
	return stat{
		mode:     typeOf(uint32(x.Mode)),
		size:     x.Size,
		modified: nanoseconds(int64(x.Mtim.Sec), int64(x.Mtim.Nsec)),
		changed:  nanoseconds(int64(x.Ctim.Sec), int64(x.Ctim.Nsec)),
		id:       ident{uint64(x.Dev), uint64(x.Ino)},
	}, err
}
