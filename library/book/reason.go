package book

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

const (
	silent = "the disk or the network does not answer"
	opened = "too many files are open"
	full   = "the disk is full"
	fixed  = "the disk cannot be written"
	refuse = "the system refuses it"
)

// reasons has words for errors of the operating system, each a clause without a full stop.
// If two match an error, the first one counts.
var reasons = []struct {
	err   error
	kind  FaultKind
	words string
}{
	{fs.ErrNotExist, Vanished, "the file or folder does not exist"},
	{fs.ErrPermission, Permission, "permission denied"},
	{fs.ErrExist, Irregular, "there is one of that name already"},
	{syscall.ENOTDIR, Irregular, "is a file, not a folder"},
	{syscall.EISDIR, Irregular, "is a folder, not a file"},
	{syscall.ELOOP, Irregular, "link leads in a circle"},
	{syscall.ENAMETOOLONG, Unreadable, "path is too long for this system"},
	{syscall.EIO, Unavailable, "the disk reports a read error"},
	{syscall.ESTALE, Unavailable, silent},
	{syscall.ETIMEDOUT, Unavailable, silent},
	{syscall.ENOTCONN, Unavailable, silent},
	{syscall.ECONNREFUSED, Unavailable, silent},
	{syscall.ECONNRESET, Unavailable, silent},
	{syscall.EHOSTDOWN, Unavailable, silent},
	{syscall.EHOSTUNREACH, Unavailable, silent},
	{syscall.ENETUNREACH, Unavailable, silent},
	{syscall.ENXIO, Unavailable, silent},
	{syscall.ENODEV, Unavailable, silent},
	{os.ErrDeadlineExceeded, Unavailable, silent},
	{syscall.ENOSPC, Unavailable, full},
	{syscall.EDQUOT, Unavailable, full},
	{syscall.EFBIG, Unavailable, "the file would be too large for the disk"},
	{syscall.EROFS, Unavailable, fixed},
	{syscall.EMFILE, Unavailable, opened},
	{syscall.ENFILE, Unavailable, opened},
	{syscall.ENOMEM, Unavailable, "there is no memory left"},
	{syscall.EBUSY, Unavailable, "another program is using it"},
	{syscall.ETXTBSY, Unavailable, "another program is using it"},
	{syscall.EXDEV, Unavailable, "it lies on another disk"},
	{syscall.ENOTEMPTY, Irregular, "the folder is not empty"},
	{syscall.EINVAL, Unavailable, refuse},
	{syscall.ENOTSUP, Unavailable, refuse},
	{syscall.ENOSYS, Unavailable, refuse},
}

// Reason returns the kind of an error of the operating system and words for the user,
// because the system's own words are for programmers. system is false for an error of
// another origin, which may have words for the user itself.
func Reason(err error) (kind FaultKind, words string, system bool) {
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.kind, r.words, true
		}
	}
	var no syscall.Errno
	var path *fs.PathError
	var link *os.LinkError
	var call *os.SyscallError
	if errors.As(err, &no) || errors.As(err, &path) || errors.As(err, &link) || errors.As(err, &call) {
		return Unavailable, "the system reports an error", true
	}
	return 0, "", false
}
