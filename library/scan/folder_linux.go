package scan

import "golang.org/x/sys/unix"

// stat describes an entry of the folder, or the folder itself for ".". It opens
// nothing, and follows a link if follow is true.
func (d *folder) stat(name string, follow bool) (stat, error) {
	flags := unix.AT_NO_AUTOMOUNT
	if !follow {
		flags |= unix.AT_SYMLINK_NOFOLLOW
	}
	const want = unix.STATX_TYPE | unix.STATX_SIZE | unix.STATX_MTIME | unix.STATX_CTIME | unix.STATX_INO
	var x unix.Statx_t
	err := error(unix.EINTR)
	for err == unix.EINTR {
		err = unix.Statx(d.fd, name, flags, want, &x)
	}
	return stat{
		mode:     typeOf(uint32(x.Mode)),
		size:     int64(x.Size),
		modified: nanoseconds(x.Mtime.Sec, int64(x.Mtime.Nsec)),
		changed:  nanoseconds(x.Ctime.Sec, int64(x.Ctime.Nsec)),
		id:       ident{unix.Mkdev(x.Dev_major, x.Dev_minor), x.Ino},
		mounted:  x.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0,
	}, err
}
