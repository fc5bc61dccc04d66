package book

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"lectern/library/message"
)

var (
	silent = message.Mark("the disk or the network does not answer")
	opened = message.Mark("too many files are open")
	full   = message.Mark("the disk is full")
	fixed  = message.Mark("the disk cannot be written")
	refuse = message.Mark("the system refuses it")
)

// reasons has words for errors of the operating system, each a clause without a full stop.
// If two match an error, the first one counts.
var reasons = []struct {
	err   error
	kind  FaultKind
	words string
}{
	{fs.ErrNotExist, Vanished, message.Mark("the file or folder does not exist")},
	{fs.ErrPermission, Permission, message.Mark("permission denied")},
	{fs.ErrExist, Irregular, message.Mark("there is one of that name already")},
	{syscall.ENOTDIR, Irregular, message.Mark("is a file, not a folder")},
	{syscall.EISDIR, Irregular, message.Mark("is a folder, not a file")},
	{syscall.ELOOP, Irregular, message.Mark("link leads in a circle")},
	{syscall.ENAMETOOLONG, Unreadable, message.Mark("path is too long for this system")},
	{syscall.EIO, Unavailable, message.Mark("the disk reports a read error")},
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
	{syscall.EDQUOT, Unavailable, message.Mark("your share of the disk is full (quota)")},
	{syscall.EFBIG, Unavailable, message.Mark("the file would be too large for the disk")},
	{syscall.EROFS, Unavailable, fixed},
	{syscall.EMFILE, Unavailable, opened},
	{syscall.ENFILE, Unavailable, opened},
	{syscall.ENOMEM, Unavailable, message.Mark("there is no memory left")},
	{syscall.EBUSY, Unavailable, message.Mark("another program is using it")},
	{syscall.ETXTBSY, Unavailable, message.Mark("another program is using it")},
	{syscall.EXDEV, Unavailable, message.Mark("it lies on another disk")},
	{syscall.ENOTEMPTY, Irregular, message.Mark("the folder is not empty")},
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
		return Unavailable, message.Mark("the system reports an error"), true
	}
	return 0, "", false
}
