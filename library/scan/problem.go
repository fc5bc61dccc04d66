package scan

import (
	"errors"
	"io/fs"
	"syscall"

	"lectern/library/book"
)

// Problem is a folder, or a link that may lead to one, that could not be read.
// What lies at or below its path is unknown, not gone.
type Problem struct {
	Path string
	Err  error
}

// Error is the path and the reason.
func (p Problem) Error() string { return p.Path + ": " + p.Reason() }

// Unwrap returns what the system said.
func (p Problem) Unwrap() error { return p.Err }

// Reason says in the user's words why the folder could not be read.
func (p Problem) Reason() string {
	if errors.Is(p.Err, fs.ErrNotExist) {
		return "folder does not exist"
	}
	return Reason(p.Err)
}

// Reason puts an error of the file system into the user's words.
func Reason(err error) string {
	_, reason := explain(err)
	return reason
}

// Known is Reason, and whether there are words for the error.
func Known(err error) (words string, known bool) {
	if errors.Is(err, fs.ErrNotExist) {
		return "the file or folder does not exist", true
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.reason, true
		}
	}
	return "", false
}

var errOutside = errors.New("is not inside its library")
var errRelative = errors.New("is not an absolute path")

// silent is what a disk or a server that is not there makes of any request.
const silent = "the disk or the network does not answer"

// reasons are the words for the errors a walk meets.
var reasons = []struct {
	err    error
	kind   book.FaultKind
	reason string
}{
	{fs.ErrPermission, book.Permission, "permission denied"},
	{syscall.ENOTDIR, book.Irregular, "is a file, not a folder"},
	{syscall.ELOOP, book.Irregular, "link leads in a circle"},
	{syscall.ENAMETOOLONG, book.Unreadable, "path is too long for this system"},
	{syscall.EIO, book.Unavailable, "the disk reports a read error"},
	{ErrSilent, book.Unavailable, silent},
	{syscall.ESTALE, book.Unavailable, silent},
	{syscall.ETIMEDOUT, book.Unavailable, silent},
	{syscall.ENOTCONN, book.Unavailable, silent},
	{syscall.EHOSTDOWN, book.Unavailable, silent},
	{syscall.ENXIO, book.Unavailable, silent},
	{syscall.ENODEV, book.Unavailable, silent},
	{syscall.ENOSPC, book.Unavailable, "the disk is full"},
	{syscall.EROFS, book.Unavailable, "the disk cannot be written"},
	{syscall.EMFILE, book.Unavailable, "too many files are open"},
	{syscall.ENFILE, book.Unavailable, "too many files are open"},
}

// explain puts an error of the system into kind and words.
func explain(err error) (book.FaultKind, string) {
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.kind, r.reason
		}
	}
	if no := syscall.Errno(0); errors.As(err, &no) {
		return book.Unavailable, no.Error()
	}
	return book.Unreadable, err.Error()
}

// kindOf names what a file that is neither regular nor a folder is.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	default:
		return "of a kind unknown here"
	}
}
