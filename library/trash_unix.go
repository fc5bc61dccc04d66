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
	"syscall"
	"time"

	"github.com/adrg/xdg"
	"github.com/moby/sys/mountinfo"
)

// trashFolder is a trash folder, and the folder to which its paths are relative, "" for
// absolute paths.
type trashFolder struct{ dir, top string }

// moveToTrash moves a file to the user's trash or, from another drive, to the trash of that
// drive. If it fails, the file stays, and nothing is left of it in the trash. path is that of
// placeOf. It blocks on the disk.
// https://specifications.freedesktop.org/trash-spec/
func moveToTrash(path string) (trashPlace, error) {
	home := trashFolder{dir: filepath.Join(cmp.Or(os.Getenv("XDG_DATA_HOME"), xdg.DataHome), "Trash")}
	if deviceOf(filepath.Dir(path)) == deviceOf(home.dir) { // a link to a file is moved, not the file
		to, err := home.take(path)
		if !errors.Is(err, syscall.EXDEV) { // otherwise one of them is mounted a second time
			return to, err
		}
	}
	top, uid := topOf(path), strconv.Itoa(os.Getuid())
	if all, err := os.Lstat(filepath.Join(top, ".Trash")); err == nil && all.IsDir() && all.Mode()&fs.ModeSticky != 0 {
		// Without permission to write there, the user has a trash of their own.
		if to, err := (trashFolder{filepath.Join(top, ".Trash", uid), top}).take(path); !errors.Is(err, fs.ErrPermission) {
			return to, err
		}
	}
	return trashFolder{filepath.Join(top, ".Trash-"+uid), top}.take(path)
}

// deviceOf returns the device of a path or, if there is nothing, of the folder in which it
// would be.
func deviceOf(path string) uint64 {
	for {
		if at, err := os.Stat(path); err == nil {
			return uint64(at.Sys().(*syscall.Stat_t).Dev)
		}
		above := filepath.Dir(path)
		if above == path {
			return 0
		}
		path = above
	}
}

// topOf returns the mount point of the file system that a path lies on.
func topOf(path string) string {
	top := "/"
	mounts, _ := mountinfo.GetMounts(mountinfo.ParentsFilter(path))
	for _, m := range mounts {
		if len(m.Mountpoint) > len(top) {
			top = m.Mountpoint
		}
	}
	return top
}

// longestTrashed is the length in bytes of the longest name in the trash. File systems take
// 255, of which .trashinfo and a number need some.
const longestTrashed = 230

// take moves a file into the trash folder. Its .trashinfo file is complete before the file
// moves: on a full disk, nobody could tell later where the file was.
func (t trashFolder) take(path string) (at trashPlace, err error) {
	files, infos := filepath.Join(t.dir, "files"), filepath.Join(t.dir, "info")
	for _, dir := range []string{files, infos} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return at, fmt.Errorf("make trash: %w", err)
		}
	}
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(filepath.Base(path), ext)
	if len(stem)+len(ext) > longestTrashed {
		ext = ext[:min(len(ext), longestTrashed/2)]
		stem = strings.ToValidUTF8(stem[:min(len(stem), longestTrashed-len(ext))], "")
	}
	for n := 1; ; n++ {
		name := stem + ext
		if n > 1 {
			name = stem + "." + strconv.Itoa(n) + ext
		}
		to := filepath.Join(files, name)
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		info := infoOf(to)
		f, err := os.OpenFile(info, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case err != nil:
			return at, fmt.Errorf("move to trash: %w", err)
		}
		at = trashPlace{to, t.info(path, time.Now())}
		_, err = f.WriteString(at.note)
		if err = errors.Join(err, f.Close()); err == nil {
			err = os.Rename(path, to)
		}
		if err != nil {
			_ = os.Remove(info)
			return at, fmt.Errorf("move to trash: %w", err)
		}
		return at, nil
	}
}

// infoOf returns the path of the .trashinfo file of a file in the trash.
func infoOf(path string) string {
	return filepath.Join(filepath.Dir(filepath.Dir(path)), "info", filepath.Base(path)+".trashinfo")
}

// info returns what a .trashinfo file says of a file that is moved to the trash now.
func (t trashFolder) info(path string, now time.Time) string {
	if below, err := filepath.Rel(t.top, path); t.top != "" && err == nil {
		path = below // the drive can be mounted elsewhere later
	}
	return "[Trash Info]\nPath=" + (&url.URL{Path: path}).EscapedPath() + "\nDeletionDate=" + now.Format("2006-01-02T15:04:05") + "\n"
}
