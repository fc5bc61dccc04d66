//go:build unix

package scan

import (
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// pathLimit is the longest path given to the system at once. PATH_MAX is 1,024
// on macOS and 4,096 on Linux; the smaller serves both.
const pathLimit = 1023

// folder is an open folder. Entries are named relative to it, so the length of
// its path does not matter.
type folder struct {
	*os.File
	fd int
}

// openFolder opens a folder and follows links. It blocks on the disk, and fails
// at once if path is not a folder.
func openFolder(path string) (*folder, error) {
	at, rest := unix.AT_FDCWD, path
	for len(rest) > pathLimit {
		cut := strings.LastIndexByte(rest[:pathLimit], '/')
		if cut <= 0 {
			break // let the system report the overlong name
		}
		fd, err := openAt(at, rest[:cut])
		if at != unix.AT_FDCWD {
			unix.Close(at)
		}
		if err != nil {
			return nil, err
		}
		at, rest = fd, rest[cut+1:]
	}
	fd, err := openAt(at, rest)
	if at != unix.AT_FDCWD {
		unix.Close(at)
	}
	if err != nil {
		return nil, err
	}
	return &folder{os.NewFile(uintptr(fd), path), fd}, nil
}

func openAt(at int, path string) (fd int, err error) {
	err = unix.EINTR
	for err == unix.EINTR {
		fd, err = unix.Openat(at, path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	}
	return fd, err
}

// typeOf returns the file type bits of a Unix mode.
func typeOf(mode uint32) fs.FileMode {
	switch mode & unix.S_IFMT {
	case unix.S_IFREG:
		return 0
	case unix.S_IFDIR:
		return fs.ModeDir
	case unix.S_IFLNK:
		return fs.ModeSymlink
	case unix.S_IFIFO:
		return fs.ModeNamedPipe
	case unix.S_IFSOCK:
		return fs.ModeSocket
	case unix.S_IFBLK, unix.S_IFCHR:
		return fs.ModeDevice
	default:
		return fs.ModeIrregular
	}
}
