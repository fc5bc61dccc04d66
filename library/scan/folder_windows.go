package scan

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"

	"lectern/library/filesystem"
	"lectern/library/message"
)

// folder is an open folder.
type folder struct{ *os.File }

// openFolder opens a folder and follows links. It blocks on the disk.
func openFolder(path string) (*folder, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if at, err := f.Stat(); err == nil && !at.IsDir() {
		f.Close()
		return nil, filesystem.ErrNotFolder
	}
	return &folder{f}, nil
}

// stat describes an entry of the folder, or the folder itself for ".". It
// follows a link if follow is true. Only folders are identified.
func (d *folder) stat(name string, follow bool) (stat, error) {
	if name != "." && shortened(name) {
		return stat{}, errForbidden
	}
	look, path := os.Lstat, filepath.Join(d.Name(), name)
	if follow {
		look = os.Stat
	}
	at, err := look(path)
	if err != nil && forbidden(name) {
		return stat{}, errForbidden
	}
	if err != nil {
		return stat{}, err
	}
	s := stat{mode: at.Mode().Type(), size: at.Size(), modified: nanoseconds(at.ModTime().Unix(), int64(at.ModTime().Nanosecond()))}
	if at.IsDir() {
		s.id, err = identify(path)
	}
	return s, err
}

func identify(path string) (ident, error) {
	f, err := os.Open(path)
	if err != nil {
		return ident{}, err
	}
	defer f.Close()
	var by windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &by); err != nil {
		return ident{}, nil // some network drives do not say: such a folder never equals another
	}
	return ident{uint64(by.VolumeSerialNumber), uint64(by.FileIndexHigh)<<32 | uint64(by.FileIndexLow)}, nil
}

// errForbidden is the error of a forbidden name.
var errForbidden = message.NewReason("Windows cannot open this name")
