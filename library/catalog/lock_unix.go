//go:build unix

package catalog

import (
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// The lock itself belongs to an open file, which processes share after a fork. A
// mark beside it, a lock of the kind that belongs to a process and ends with it,
// says whether its owner lives. (The mark alone will not do: a process that opens
// the file a second time and closes it loses it.)

func markOf(kind int16) *unix.Flock_t {
	return &unix.Flock_t{Type: kind, Whence: io.SeekStart} // of the whole file
}

// mark sets the mark of this process on the lock at path, for as long as the file
// is open. It is nil where there are no such locks.
func mark(path string) *os.File {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil
	}
	if err := unix.FcntlFlock(f.Fd(), unix.F_SETLK, markOf(unix.F_WRLCK)); err != nil {
		f.Close()
		return nil
	}
	return f
}

// marked reports whether another process that lives has marked the lock at path,
// and true where that cannot be told.
func marked(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return true
	}
	defer f.Close()
	m := markOf(unix.F_WRLCK)
	return unix.FcntlFlock(f.Fd(), unix.F_GETLK, m) != nil || m.Type != unix.F_UNLCK
}

// Holder is the process that has the catalogue at path, and 0 where that is none
// or cannot be told. It must not be called where this process has it.
func Holder(path string) (pid int) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	f, err := os.OpenFile(path+".lock", os.O_RDWR, 0)
	if err != nil {
		return 0
	}
	defer f.Close()
	m := markOf(unix.F_WRLCK)
	if unix.FcntlFlock(f.Fd(), unix.F_GETLK, m) != nil || m.Type == unix.F_UNLCK || m.Pid <= 1 {
		return 0 // not above 0 for a process of another machine
	}
	return int(m.Pid)
}
