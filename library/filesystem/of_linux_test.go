package filesystem

import (
	"testing"

	"golang.org/x/sys/unix"

	"lectern/scripts/hungdisk"
)

func TestOf(t *testing.T) {
	if _, err := Of("/nowhere"); err == nil {
		t.Error("a folder that is not there has a kind")
	}
	dir := t.TempDir()
	if err := unix.Mount("none", dir, "tmpfs", 0, ""); err != nil {
		t.Skip("mount: ", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	if kind, err := Of(dir); err != nil || kind != (Kind{Name: "tmpfs"}) {
		t.Error(kind, err)
	}
	disk := hungdisk.Serve(t, dir)
	if kind, err := Of(disk.Path); err != nil || kind != (Kind{Name: "fuse", Remote: true}) {
		t.Error(kind, err)
	}
}
