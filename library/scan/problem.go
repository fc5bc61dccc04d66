package scan

import (
	"errors"
	"io/fs"

	"lectern/library/book"
	"lectern/library/message"
)

// Problem is a folder, or a link that may lead to one, that could not be read.
// Whatever lies at or below its path is unknown, not gone.
type Problem struct {
	Path string
	Err  error
}

// Error returns the path and the reason.
func (p Problem) Error() string { return p.Path + ": " + p.Reason() }

// Unwrap returns the system's error.
func (p Problem) Unwrap() error { return p.Err }

// Silent reports whether its disk does not answer.
func (p Problem) Silent() bool { return errors.Is(p.Err, ErrSilent) }

// Reason says, for the user, why the folder could not be read.
func (p Problem) Reason() string {
	if errors.Is(p.Err, fs.ErrNotExist) {
		return message.Mark("folder does not exist")
	}
	return Reason(p.Err)
}

// Reason words a file system error for the user.
func Reason(err error) string {
	_, reason := explain(err)
	return reason
}

var errOutside = message.NewReason("is not inside its library")
var errRelative = message.NewReason("is not an absolute path")

// explain returns the kind and the words of a walk's error.
func explain(err error) (book.FaultKind, string) {
	if kind, words, system := book.Reason(err); system {
		return kind, words
	}
	ours, is := errors.AsType[message.Reason](err)
	switch {
	case !is:
		return book.Unreadable, message.Mark("could not be read")
	case ours == ErrSilent:
		return book.Unavailable, string(ours)
	default:
		return book.Unreadable, string(ours)
	}
}

// kindOf names the type of a file that is neither a regular file nor a folder.
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
