package library

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/adrg/xdg"
	"github.com/moby/sys/mountinfo"

	"lectern/library/message"
	"lectern/library/text"
)

// gathering reports whether files of all kinds gather in a folder, as in Downloads. The
// user who adds a file of such a folder does not mean the files that arrive there later.
func gathering(dir string) bool {
	d := xdg.UserDirs
	known := []string{d.Desktop, d.Download, d.Documents, d.Music, d.Pictures, d.Videos, d.Templates, d.PublicShare, os.TempDir()}
	return slices.Contains(known, dir) || vast(dir) != ""
}

// vast describes a folder that holds much besides audiobooks, in words for the user: the
// whole computer, a home folder, a drive. For other folders it returns "".
func vast(dir string) string {
	home, err := os.UserHomeDir()
	switch {
	case dir == filepath.VolumeName(dir)+string(filepath.Separator) && runtime.GOOS != "windows":
		return message.Mark("the whole computer")
	case dir == filepath.VolumeName(dir)+string(filepath.Separator):
		return message.Mark("a whole drive")
	case err == nil && dir == filepath.Clean(home):
		return message.Mark("your home folder")
	case err == nil && text.Within(filepath.Clean(home), dir):
		return message.Mark("a folder around your home folder")
	case drives(dir):
		return message.Mark("all drives")
	}
	if runtime.GOOS != "windows" {
		found, err := mountinfo.GetMounts(mountinfo.SingleEntryFilter(dir))
		if err == nil && len(found) > 0 {
			return message.Mark("a whole drive")
		}
	}
	return ""
}

// drives reports whether the system mounts drives in a folder.
func drives(dir string) bool {
	if slices.Contains(driveFolders, dir) {
		return true
	}
	parent := filepath.Dir(dir) // as of /media/alice
	return parent == "/media" || parent == "/run/media"
}
