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

// RootInfo is what a root looks like from outside.
type RootInfo struct {
	Device     uint64 // of the root folder
	FileSystem string // its type: "ext4", "nfs", "fuse"; empty where the system does not tell
	Network    bool   // its events tell of this machine's writes only, or it may be slow to answer
	Coarse     bool   // it may keep times in steps of up to two seconds
	Empty      bool   // the folder holds no entry at all
}

// Look looks at a root. It returns within 5 s even if the disk hangs. The error
// is a Problem, of ErrSilent if the disk did not answer, or ctx.Err(). However
// often a root that hangs is looked at, one goroutine waits for it.
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
	_, err = d.ReadDir(1)
	if err == io.EOF {
		s.Empty, err = true, nil
	}
	return s, err
}

// Exists reports whether there is an entry at path, if only a link that leads
// nowhere. It returns within 5 s even if the disk hangs. The error is one of
// Look: then nobody knows.
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

// problem puts an error that is not the context's into a Problem.
func problem(ctx context.Context, path string, err error) error {
	if err == nil || err == ctx.Err() {
		return err
	}
	return Problem{path, err}
}
