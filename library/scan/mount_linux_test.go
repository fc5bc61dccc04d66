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

// Folders of another root are that root's under whatever mount they appear.
func TestBindMountOfAnotherRoot(t *testing.T) {
	other := tree(t, "deep/a.mp3", "b.mp3", "disk/")
	root := tree(t, "top/", "part/", "c.mp3", "own/", "kept/d.mp3", "way -> "+other+"/disk/in")
	bind := func(from, at string) {
		if err := unix.Mount(from, at, "", unix.MS_BIND, ""); err != nil {
			t.Skip("mount: ", err)
		}
		t.Cleanup(func() { check(t, unix.Unmount(at, unix.MNT_DETACH)) })
	}
	if err := unix.Mount("none", other+"/disk", "tmpfs", 0, ""); err != nil {
		t.Skip("mount: ", err)
	}
	t.Cleanup(func() { check(t, unix.Unmount(other+"/disk", unix.MNT_DETACH)) })
	grow(t, other, "disk/in/e.mp3")
	bind(other, root+"/top")
	bind(other+"/deep", root+"/part")
	bind(root+"/kept", root+"/own")
	opts := Options{Others: []Other{{Path: other}}}
	files, r := listWith(t, root, root, opts)
	want(t, files, "c.mp3", "kept/d.mp3")
	covers(t, r, root, false, "top/b.mp3", "part/a.mp3", "way/e.mp3")
	elsewhere(t, root, root+"/part", opts, other)
	elsewhere(t, root, root+"/top/deep", opts, other)
	files, _ = listWith(t, other, other, Options{Others: []Other{{Path: root}}})
	want(t, files, "b.mp3", "deep/a.mp3", "disk/in/e.mp3")

	// A second view of a root is that root.
	elsewhere(t, root+"/top", root+"/top", Options{Others: []Other{{Path: other, Earlier: true}}}, other)
	files, _ = listWith(t, root+"/top", root+"/top", opts)
	want(t, files, "b.mp3", "deep/a.mp3")
}
