package sidecar

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

const (
	// maxFile is the most that is read of a file. The metadata.json of a book
	// of a thousand chapters has 100 kB.
	maxFile = 1 << 20
	// maxFolder is the most that is read of a folder: hundreds of cue sheets,
	// but not a disk full of them.
	maxFolder = 16 << 20
)

// fault is why a file could not be read, in the listener's words, to stand
// behind its name.
type fault string

func (f fault) Error() string { return string(f) }

const (
	irregular = fault("is not an ordinary file")
	tooLarge  = fault("is larger than 1 MiB and was not read")
	tooMuch   = fault("was not read: there is too much beside these books")
	noAccess  = fault("cannot be read: permission denied")
	broken    = fault("cannot be read: the disk reports an error")
)

// load reads a file to its end. A pipe in its place, however it came there,
// never blocks it, and a device is not opened. It blocks on the disk. The
// error is a fault, or fs.ErrNotExist for a file that is gone.
func load(path string) ([]byte, error) {
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
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, inWords(err)
	}
	if len(b) > maxFile {
		return nil, tooLarge
	}
	return b, nil
}

// isPicture reports whether a picture can be one: a regular file with
// something in it. It blocks on the disk.
func isPicture(path string) bool {
	at, err := os.Stat(path)
	return err == nil && at.Mode().IsRegular() && at.Size() > 0
}

// inWords makes a fault of an error of the system.
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
