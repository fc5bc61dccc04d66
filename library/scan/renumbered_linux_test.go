package scan

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lectern/scripts/hungdisk"
)

// TestLinksOnADiskThatRenumbers: on a network drive whose inode numbers change all the time,
// links add what a walk does not reach without them, and each file is listed once.
func TestLinksOnADiskThatRenumbers(t *testing.T) {
	source := tree(t,
		"lib/Ann/One/1.mp3", "lib/Ann/Two/2.mp3", "lib/Bob/3.mp3", "lib/.hidden/4.mp3", "lib/marked/.nomedia", "lib/marked/sub/7.mp3",
		"lib/a first -> Ann", "lib/z last -> Ann/Two", "lib/Bob/up -> ..", "lib/Bob/over -> ../..",
		"lib/shown -> .hidden", "lib/around -> marked/sub", "lib/out -> ../outside", "lib/out again -> ../outside",
		"outside/5.mp3", "outside/deep/6.mp3", "outside/loop -> .", "outside/deep/home -> ../../lib/Ann")
	plain, r := list(t, filepath.Join(source, "lib"), filepath.Join(source, "lib"))
	if len(plain) != 7 || len(r.Problems) > 0 {
		t.Fatalf("%q %v", slices.Sorted(maps.Keys(plain)), r.Problems)
	}
	disk := hungdisk.Serve(t, source)
	disk.Renumber()
	lib := filepath.Join(disk.Path, "lib")
	files, _ := list(t, lib, lib)
	want(t, files, slices.Sorted(maps.Keys(plain))...)
	for part, inside := range map[string][]string{
		"Ann":   {"Ann/One/1.mp3", "Ann/Two/2.mp3"},
		"Bob":   {"Bob/3.mp3", "Bob/over/outside/5.mp3", "Bob/over/outside/deep/6.mp3"},
		"shown": {"shown/4.mp3"},
		"out":   {"out/5.mp3", "out/deep/6.mp3"}, // a part does not know the links in Bob
	} {
		files, _ := list(t, lib, filepath.Join(lib, part))
		want(t, files, inside...)
	}
}

// TestLinkAroundAFolderThatCannotBeRead: a link is followed if the walk cannot reach its
// target in any other way.
func TestLinkAroundAFolderThatCannotBeRead(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads every folder")
	}
	root := tree(t, "closed/book/1.mp3", "open -> closed/book")
	check(t, os.Chmod(filepath.Join(root, "closed"), 0o111))
	t.Cleanup(func() { os.Chmod(filepath.Join(root, "closed"), 0o755) })
	files, _ := list(t, root, root)
	want(t, files, "open/1.mp3")
}
