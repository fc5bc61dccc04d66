package sidecar

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"lectern/library/message"
)

const (
	// maxFile is the largest part of a file that is read. The metadata.json of a
	// book with a thousand chapters has 100 kB.
	maxFile = 1 << 20
	// maxFolder is the largest amount that is read of a folder. It is enough for
	// hundreds of cue sheets.
	maxFolder = 16 << 20
)

// fault says in the user's words why a file could not be read. It is displayed
// after the file's name.
type fault string

func (f fault) Error() string { return string(f) }

// Reason returns words for the user that describe why a file could not be read: what
// follows its name in a sentence. known is false if there are no such words.
func Reason(err error) (words string, known bool) {
	f, known := errors.AsType[fault](err)
	return string(f), known
}

var (
	irregular = fault(message.Mark("is not an ordinary file"))
	tooLarge  = fault(message.Mark("is larger than 1 MiB and was not read"))
	tooMuch   = fault(message.Mark("was not read: there is too much beside these books"))
	noAccess  = fault(message.Mark("cannot be read: permission denied"))
	notText   = fault(message.Mark("is not a text file"))
	broken    = fault(message.Mark("cannot be read: the disk reports an error"))
)

// isRefused reports whether an error is the system's, and not about what is in the file.
func isRefused(err error) bool { return err == noAccess || err == broken }

// maxHead is the largest part of a page's head that is read.
const maxHead = 64 << 10

// loadHead is load for a file of any length, of which only the beginning matters.
func loadHead(path string) ([]byte, error) { return loadUpTo(path, maxHead, true) }

// load reads a whole file. A pipe in its place never blocks it, not even one
// created just before, and it does not open devices. It blocks on the disk. The
// error is a fault, or fs.ErrNotExist for a file that no longer exists.
func load(path string) ([]byte, error) { return loadUpTo(path, maxFile, false) }

// loadUpTo is load for files of a greatest length. If a file is longer, it is too large, or
// cut.
func loadUpTo(path string, most int, cut bool) ([]byte, error) {
	if at, err := os.Stat(path); err != nil {
		return nil, inWords(err)
	} else if !at.Mode().IsRegular() {
		return nil, irregular
	}
	f, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return nil, inWords(err)
	}
	defer f.Close()
	if at, err := f.Stat(); err != nil {
		return nil, inWords(err)
	} else if !at.Mode().IsRegular() {
		return nil, irregular
	}
	b, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	switch {
	case err != nil:
		return nil, inWords(err)
	case len(b) <= most:
		return b, nil
	case cut:
		return b[:most], nil
	default:
		return nil, tooLarge
	}
}

// inWords converts a system error to a fault.
func inWords(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case errors.Is(err, fs.ErrPermission):
		return noAccess
	default:
		return broken
	}
}
