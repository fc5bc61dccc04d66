package filesystem

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

func TestMountsBelow(t *testing.T) {
	if got := MountsBelow("/"); !slices.Contains(got, "/proc") {
		t.Errorf("below / is %v", got)
	}
	if got := MountsBelow(t.TempDir()); got == nil || len(got) != 0 {
		t.Errorf("below a new folder is %v", got)
	}
}

// TestMountsOnOnePoint: a second file system on a mount point can be told, as one that the
// system mounts when the folder is opened.
func TestMountsOnOnePoint(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "drive")
	if err := os.Mkdir(at, 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := syscall.Mount("tmpfs", at, "tmpfs", 0, ""); err != nil {
			t.Skip("nobody may mount here: ", err)
		}
		t.Cleanup(func() { syscall.Unmount(at, syscall.MNT_DETACH) })
	}
	if got := MountsBelow(dir); !slices.Equal(got, []string{at, at}) {
		t.Errorf("%v", got)
	}
}
