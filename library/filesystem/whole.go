package filesystem

import (
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"lectern/library/message"
)

// WriteWhole writes a file whole or not at all: write fills a file beside it, which takes
// its place once the content is on the disk. Its name begins with a dot, so no scan lists
// it. If anything fails, path is as it was before. A file that is replaced keeps its
// permissions, and its owner and group where the system allows that. If path is a link, the
// file that it leads to is replaced; a link that leads nowhere is an error.
//
// allowed, if it is not nil, is asked at the last moment; its error stops the write.
// WriteWhole blocks on the disk.
func WriteWhole(path string, write func(io.Writer) error, allowed func() error) (err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if at, missing := os.Lstat(path); missing == nil && at.Mode()&fs.ModeSymlink != 0 {
		return err // it leads nowhere
	}
	perm := fs.FileMode(0o666) // less the user's mask, unlike os.CreateTemp
	was, missing := os.Stat(path)
	if missing == nil {
		perm = 0o600 // until it has those of the file that it replaces, which can be private
		if !was.Mode().IsRegular() {
			return &fs.PathError{Op: "replace", Path: path, Err: errIrregular}
		}
	}
	part := filepath.Join(filepath.Dir(path), ".lectern-"+strconv.FormatUint(rand.Uint64(), 36)+".part")
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(part)
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if missing == nil {
		mode := was.Mode().Perm()
		if !keepOwner(f, was) { // the group is another one: it may do what anybody may
			mode &^= 0o070 &^ (mode & 0o007 << 3)
		}
		_ = f.Chmod(mode) // FAT and some network disks have no permissions
	}
	if err = errors.Join(f.Sync(), f.Close()); err != nil { // without the sync, a power cut could leave an empty file
		return err
	}
	if allowed != nil {
		if err = allowed(); err != nil {
			return err
		}
	}
	if err = os.Rename(part, path); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // so that the new name, too, is on the disk
		_ = dir.Sync() // not all systems can
		_ = dir.Close()
	}
	return nil
}

// errIrregular means that something other than a file has the name.
var errIrregular = errors.New(message.Mark("is not an ordinary file"))
