//go:build unix && !darwin

package library

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/adrg/xdg"
	"github.com/moby/sys/mountinfo"
)

// binReturns says that what was moved to the system's bin can be brought back.
const binReturns = true

// errNotInBin means that somebody emptied the bin, or took the file out of it.
var errNotInBin = errors.New("it is not in the trash any more")

// unbin brings a file back from the system's bin to where it was: the one that was
// moved there last. It blocks on the disk. Nothing that stands there meanwhile is
// written over. https://specifications.freedesktop.org/trash-spec/
func unbin(path string) error {
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path)) // as bin does
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	var found, date, trash string
	for _, t := range trashes(path) {
		infos, _ := os.ReadDir(filepath.Join(t.dir, "info"))
		for _, e := range infos {
			name, is := strings.CutSuffix(e.Name(), ".trashinfo")
			if !is {
				continue
			}
			was, when := readTrashInfo(filepath.Join(t.dir, "info", e.Name()))
			if !filepath.IsAbs(was) {
				was = filepath.Join(t.top, was)
			}
			if was == path && when >= date {
				found, date, trash = name, when, t.dir
			}
		}
	}
	if found == "" {
		return errNotInBin
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("bring back from the trash: %w", err)
	}
	if err := os.Rename(filepath.Join(trash, "files", found), path); err != nil {
		return fmt.Errorf("bring back from the trash: %w", err)
	}
	_ = os.Remove(filepath.Join(trash, "info", found+".trashinfo")) // the file is back
	return nil
}

// trashFolder is a folder for what was deleted, and where its relative paths begin.
type trashFolder struct{ dir, top string }

// trashes are the bins that may hold a file: the home's, and those of the disks on
// the way to it.
func trashes(path string) []trashFolder {
	all := []trashFolder{{filepath.Join(xdg.DataHome, "Trash"), xdg.DataHome}}
	if data := os.Getenv("XDG_DATA_HOME"); data != "" && data != xdg.DataHome {
		all = append(all, trashFolder{filepath.Join(data, "Trash"), data})
	}
	uid := strconv.Itoa(os.Getuid())
	mounts, _ := mountinfo.GetMounts(mountinfo.ParentsFilter(path))
	for _, m := range mounts {
		all = append(all,
			trashFolder{filepath.Join(m.Mountpoint, ".Trash", uid), m.Mountpoint},
			trashFolder{filepath.Join(m.Mountpoint, ".Trash-"+uid), m.Mountpoint})
	}
	return all
}

// maxTrashInfo is the most bytes of such a file: a path and a date.
const maxTrashInfo = 64 << 10

// readTrashInfo is the path and the date in the file that tells of a deleted one.
func readTrashInfo(info string) (path, date string) {
	if i, err := os.Stat(info); err != nil || !i.Mode().IsRegular() || i.Size() > maxTrashInfo {
		return "", ""
	}
	text, err := os.ReadFile(info)
	if err != nil {
		return "", ""
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if p, is := strings.CutPrefix(line, "Path="); is {
			if path, err = url.PathUnescape(p); err != nil {
				path = p
			}
		} else if d, is := strings.CutPrefix(line, "DeletionDate="); is {
			date = d
		}
	}
	return path, date
}
