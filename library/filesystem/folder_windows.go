package filesystem

import (
	"syscall"

	"lectern/library/message"
)

// ErrNotFolder is the error of a file in the place of a folder. To errors.Is it is
// syscall.ENOTDIR, as on other systems, but it is not fs.ErrNotExist, as that number is
// here.
var ErrNotFolder error = notFolder{}

type notFolder struct{}

func (notFolder) Error() string { return message.Mark("is a file, not a folder") }

func (notFolder) Is(err error) bool { return err == syscall.ENOTDIR }
