package scan

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestBindMount treats a bind mount as a second way to a folder, not as a link.
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
	for _, part := range []string{"a", "c/deep"} {
		files, _ = list(t, root, filepath.Join(root, part))
		want(t, files)
	}
	files, _ = list(t, root, filepath.Join(root, "b"))
	want(t, files, "b/x.mp3", "b/deep/y.mp3")
}

// TestBindMountInAPart: a walk of a part does not list what a mount in it shows of the rest.
func TestBindMountInAPart(t *testing.T) {
	root := tree(t, "a/at/", "a/own.mp3", "b/x.mp3", "a/outer/")
	outside := tree(t, "z.mp3")
	for at, from := range map[string]string{"a/at": root + "/b", "a/outer": outside} {
		if err := unix.Mount(from, filepath.Join(root, at), "", unix.MS_BIND, ""); err != nil {
			t.Skip("mount: ", err)
		}
		t.Cleanup(func() { check(t, unix.Unmount(filepath.Join(root, at), unix.MNT_DETACH)) })
	}
	files, _ := list(t, root, filepath.Join(root, "a"))
	want(t, files, "a/own.mp3", "a/outer/z.mp3")
	files, _ = list(t, root, filepath.Join(root, "a/outer"))
	want(t, files, "a/outer/z.mp3")
}

// TestAliasesOfBindMounts finds folders named by a bind mount under the root's
// path, whichever of the two is the mount.
func TestAliasesOfBindMounts(t *testing.T) {
	top := tree(t, "books/Ann/Book/a.mp3", "books/Ben/b.mp3", "all/", "ann/", "disk/")
	root := top + "/books"
	bind := func(from, at string) {
		if err := unix.Mount(from, at, "", unix.MS_BIND, ""); err != nil {
			t.Skip("mount: ", err)
		}
		t.Cleanup(func() { check(t, unix.Unmount(at, unix.MNT_DETACH)) })
	}
	bind(root, top+"/all")
	bind(root+"/Ann", top+"/ann")
	for _, c := range []struct{ folder, root, want string }{
		{top + "/all", root, root},
		{top + "/all/Ann", root, root + "/Ann"},
		{top + "/ann/Book", root, root + "/Ann/Book"},
		{root + "/Ann/Book", top + "/all", top + "/all/Ann/Book"},
		{root + "/Ann/Book", top + "/ann", top + "/ann/Book"},
		{root, top + "/ann", top + "/ann"}, // it lies in the folder
		{root + "/Ben", top + "/ann", ""},
		{top + "/disk", root, ""},
	} {
		if got := strings.Join(Aliases(t.Context(), []string{c.folder}, []string{c.root}), " "); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.folder, c.root, got, c.want)
		}
	}
}

// TestBindMountOfAnotherRoot leaves folders of another root to that root, under
// whatever mount they appear.
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
