//go:build unix

package cover

import (
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// TestPrivateThumbnails: only the user may read the thumbnails that are kept on disk.
func TestPrivateThumbnails(t *testing.T) {
	dir := t.TempDir()
	var asked atomic.Int32
	s := New(Options{Folder: dir, Embedded: answering(encoded(t, "jpeg", 640, 640), &asked)})
	if _, err := s.Get(t.Context(), tagged("a"), Large); err != nil {
		t.Fatal(err)
	}
	s.Close()
	kept := 0
	err := filepath.WalkDir(filepath.Join(dir, "covers"), func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		kept++
		if i, err := d.Info(); err != nil || i.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", path, i.Mode(), err)
		}
		return nil
	})
	if err != nil || kept < 3 {
		t.Errorf("%d files and folders, %v", kept, err)
	}
}
