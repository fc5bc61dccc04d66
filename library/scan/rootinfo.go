package scan

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"lectern/library/filesystem"
)

// RootInfo describes a root without a walk.
type RootInfo struct {
	Device     uint64   // of the root folder
	FileSystem string   // its type: "ext4", "nfs", "fuse"; empty if the system does not say
	Network    bool     // it reports only this machine's writes, or may be slow to answer
	Coarse     bool     // it may round times to two seconds
	Empty      bool     // the folder has no entries
	Mounts     []string // mount points below the root, relative to it, in order; nil if unknown
}

// ReadRootInfo reads the info of a root. It returns within 5 s even if the disk
// hangs. The error is a Problem, which wraps ErrSilent if the disk did not
// answer, or ctx.Err(). At most one goroutine waits for a hung root, however
// often it is read.
func ReadRootInfo(ctx context.Context, root string) (RootInfo, error) {
	root = filepath.Clean(root)
	s, err := withTimeout(ctx, root, func() (RootInfo, error) { return readRootInfo(root) })
	return s, problem(ctx, root, err)
}

func readRootInfo(root string) (s RootInfo, err error) {
	d, err := openFolder(root)
	if err != nil {
		return s, err
	}
	defer d.Close()
	at, err := d.stat(".", true)
	if err != nil {
		return s, err
	}
	kind, err := filesystem.Of(root)
	if err != nil {
		return s, err
	}
	s = RootInfo{Device: at.id.device, FileSystem: kind.Name, Network: kind.Remote, Coarse: kind.Coarse}
	if points := filesystem.MountsBelow(root); points != nil {
		s.Mounts = make([]string, len(points))
		for i, at := range points {
			if s.Mounts[i], err = filepath.Rel(root, at); err != nil {
				return s, err
			}
		}
	}
	_, err = d.ReadDir(1)
	if err == io.EOF {
		s.Empty, err = true, nil
	}
	return s, err
}

// Exists reports whether path exists; a link counts even if its target is
// missing. It returns within 5 s even if the disk hangs. Its errors are those
// of ReadRootInfo and mean that the answer is unknown.
func Exists(ctx context.Context, path string) (bool, error) {
	path = filepath.Clean(path)
	is, err := withTimeout(ctx, path, func() (bool, error) {
		_, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			return false, nil
		}
		return err == nil, err
	})
	return is, problem(ctx, path, err)
}

// problem wraps an error in a Problem, unless it is the context's.
func problem(ctx context.Context, path string, err error) error {
	if err == nil || err == ctx.Err() {
		return err
	}
	return Problem{path, err}
}
