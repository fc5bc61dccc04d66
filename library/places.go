package library

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/moby/sys/mountinfo"

	"lectern/library/message"
)

// Place is a folder of the computer from which the user can start browsing.
type Place struct {
	Path string
	Name string
	Kind PlaceKind
}

// PlaceKind says what a place is.
type PlaceKind uint8

// The kinds of place.
const (
	HomePlace PlaceKind = iota
	DrivePlace
	ComputerPlace
)

// Places returns the user's home folder, the mounted drives and the top of
// the file system. It reads the system's tables and may block.
func Places() (places []Place) {
	if dir, err := os.UserHomeDir(); err == nil {
		places = append(places, Place{dir, message.Mark("Home"), HomePlace})
	}
	if runtime.GOOS == "windows" {
		for letter := 'A'; letter <= 'Z'; letter++ {
			if root := string(letter) + `:\`; exists(root) {
				places = append(places, Place{root, root, DrivePlace})
			}
		}
		return places
	}
	mounts, _ := mountinfo.GetMounts(func(m *mountinfo.Info) (skip, stop bool) { return !drive(m.Mountpoint), false })
	for _, m := range mounts {
		places = append(places, Place{m.Mountpoint, filepath.Base(m.Mountpoint), DrivePlace})
	}
	return append(places, Place{"/", message.Mark("Computer"), ComputerPlace})
}

// driveFolders are the folders in which drives of the user are mounted: by the Filesystem
// Hierarchy Standard, and on macOS.
var driveFolders = []string{"/media", "/run/media", "/mnt", "/Volumes"}

// drive reports whether a mount point is a drive of the user rather than part of the
// system.
func drive(mountpoint string) bool {
	in := func(dir string) bool { return strings.HasPrefix(mountpoint, dir+"/") }
	return mountpoint == "/mnt" || slices.ContainsFunc(driveFolders, in)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func isFolder(path string) bool {
	is, _ := IsFolder(path)
	return is
}

// Entry is a folder or a file.
type Entry struct {
	Name   string
	Folder bool
}

// Entries returns the folders in dir and, after them, the files whose names are wanted, both
// sorted without regard to case. It leaves out what is hidden, and files if wanted is nil. It
// reads the disk and may block.
func Entries(dir string, wanted func(name string) bool) (list []Entry, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		switch folder := e.IsDir() || e.Type()&os.ModeSymlink != 0 && isFolder(filepath.Join(dir, e.Name())); {
		case folder:
			list = append(list, Entry{e.Name(), true})
		case wanted != nil && wanted(e.Name()):
			list = append(list, Entry{e.Name(), false})
		}
	}
	slices.SortFunc(list, func(a, b Entry) int {
		if a.Folder != b.Folder {
			if a.Folder {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return list, err
}

// IsFolder reports whether a path is a folder, and not a file. It reads the disk and may
// block.
func IsFolder(path string) (bool, error) {
	i, err := os.Stat(path)
	return err == nil && i.IsDir(), err
}
