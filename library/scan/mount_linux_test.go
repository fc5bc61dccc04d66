package scan

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A bind mount is a second way to a folder, and not a link.
func TestBindMount(t *testing.T) {
	root := tree(t, "a/", "b/x.mp3", "b/deep/y.mp3", "c/")
	for _, at := range []string{"a", "c"} {
		if err := unix.Mount(filepath.Join(root, "b"), filepath.Join(root, at), "", unix.MS_BIND, ""); err != nil {
			t.Skip("mount: ", err)
		}
		t.Cleanup(func() { check(t, unix.Unmount(filepath.Join(root, at), unix.MNT_DETACH)) })
	}
	for range 20 {
		files, _ := list(t, root, root)
		want(t, files, "b/x.mp3", "b/deep/y.mp3")
	}
	files, _ := list(t, filepath.Join(root, "a"), filepath.Join(root, "a"))
	want(t, files, "x.mp3", "deep/y.mp3")
}
