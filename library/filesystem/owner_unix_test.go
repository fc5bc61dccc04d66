//go:build unix

package filesystem_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"lectern/library/filesystem"
)

// TestWriteWholeKeepsOwner: a replaced file keeps its owner and its group.
func TestWriteWholeKeepsOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "metadata.json")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(path, 1001, 1002); err != nil {
		t.Skip(err)
	}
	if err := filesystem.WriteWhole(path, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }, nil); err != nil {
		t.Fatal(err)
	}
	s, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if is := s.Sys().(*syscall.Stat_t); is.Uid != 1001 || is.Gid != 1002 || s.Mode().Perm() != 0o640 {
		t.Errorf("owner %d, group %d, %v", is.Uid, is.Gid, s.Mode())
	}
}

// TestWriteWholeDanglingLink: a link that leads nowhere stays, and is an error.
func TestWriteWholeDanglingLink(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Skip(err)
	}
	if err := filesystem.WriteWhole(link, func(io.Writer) error { return nil }, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if s, err := os.Lstat(link); err != nil || s.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
	if all, _ := os.ReadDir(dir); len(all) != 1 {
		t.Errorf("beside it: %v", all)
	}
}

// TestWriteWholePrivately: while a file is replaced, only its owner reads the new content.
func TestWriteWholePrivately(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "metadata.json")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := filesystem.WriteWhole(path, func(io.Writer) error {
		all, err := os.ReadDir(dir)
		if len(all) != 2 {
			t.Errorf("in the folder: %v", all)
		}
		for _, e := range all {
			if at, err := e.Info(); err != nil || at.Mode().Perm() != 0o600 {
				t.Errorf("%v, %v", at, err)
			}
		}
		return err
	}, nil)
	if err != nil {
		t.Error(err)
	}
}
