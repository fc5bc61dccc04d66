//go:build unix && !darwin

package library

import (
	"cmp"
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

	"lectern/library/message"
)

// TrashReturns reports whether Undo can restore the files that Trash moved to the system's
// trash.
const TrashReturns = true

// errNotInTrash means that the trash was emptied, or the file taken out of it.
var errNotInTrash = errors.New(message.Mark("it is not in the trash any more"))

// untrash restores the file that was last moved to the trash from path. If another file
// is at path now, it returns fs.ErrExist. It blocks on the disk.
// https://specifications.freedesktop.org/trash-spec/
func untrash(path string) error {
	path = placeOf(path) // as trash does
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
		return errNotInTrash
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

// trashFolder is a trash folder, and the folder to which its paths are relative, "" for
// absolute paths.
type trashFolder struct{ dir, top string }

// homeTrash returns the user's trash.
func homeTrash() trashFolder {
	return trashFolder{dir: filepath.Join(cmp.Or(os.Getenv("XDG_DATA_HOME"), xdg.DataHome), "Trash")}
}

// trashes returns the trash folders that may hold the file of a path: the user's, and
// those of the drives that contain the path.
func trashes(path string) []trashFolder {
	all := []trashFolder{homeTrash()}
	uid := strconv.Itoa(os.Getuid())
	mounts, _ := mountinfo.GetMounts(mountinfo.ParentsFilter(path))
	for _, m := range mounts {
		all = append(all,
			trashFolder{filepath.Join(m.Mountpoint, ".Trash", uid), m.Mountpoint},
			trashFolder{filepath.Join(m.Mountpoint, ".Trash-"+uid), m.Mountpoint})
	}
	return all
}

// maxTrashInfo is the size in bytes of the largest .trashinfo file that is read. Such a
// file holds a path and a date.
const maxTrashInfo = 64 << 10

// readTrashInfo returns the original path and the deletion date from a .trashinfo file,
// both empty if it cannot be read.
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
