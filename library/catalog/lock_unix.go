//go:build unix

package catalog

import (
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// The lock itself belongs to an open file, which processes share after a fork. A
// second lock on the same file, the mark, belongs to a process and ends with it:
// it shows whether the owner lives. (The mark alone is not enough: a process that
// opens the file a second time and closes it loses the mark.)

func markOf(kind int16) *unix.Flock_t {
	return &unix.Flock_t{Type: kind, Whence: io.SeekStart} // of the whole file
}

// mark sets this process's mark on the lock at path. The mark lasts while the
// file is open. mark returns nil if the system has no such locks.
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

// marked reports whether another living process has marked the lock at path. It
// returns true if it cannot know.
func marked(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return true
	}
	defer f.Close()
	m := markOf(unix.F_WRLCK)
	return unix.FcntlFlock(f.Fd(), unix.F_GETLK, m) != nil || m.Type != unix.F_UNLCK
}

// Holder returns the process that has the catalogue open, 0 if there is none or
// it is unknown. It must not be called in the process that has it open.
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
		return 0 // a process on another machine has no positive number
	}
	return int(m.Pid)
}
