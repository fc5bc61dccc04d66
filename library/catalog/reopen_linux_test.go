package catalog

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestMountComesBack unmounts the disk under an open catalogue, with its files
// still open as after a lazy unmount, and mounts another disk with an older
// copy there: changes made meanwhile are written to it.
func TestMountComesBack(t *testing.T) {
	if !withMounts(t) {
		return
	}
	from, m := filled(t, 30)
	dir := t.TempDir()
	path := filepath.Join(dir, "catalogue.db")
	mount := func() {
		t.Helper()
		check(t, syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m"))
		t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
		for _, file := range databaseFiles(from) {
			check(t, copyFile(file, filepath.Join(dir, filepath.Base(file))))
		}
	}
	mount()
	c := must(t, path)
	load(t, c)
	c.Save(Edit(1, "title", "before"))
	wait(t, c, 1)
	check(t, syscall.Unmount(dir, syscall.MNT_DETACH))
	c.Save(Edit(2, "title", "away"))
	for len(noticed(c)) == 0 {
		<-c.News()
	}
	if n := noticed(c); !strings.Contains(n[0], "disk is not there") || c.Unsaved() != 1 {
		t.Fatalf("%d unsaved, %v", c.Unsaved(), n)
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) > 0 {
		t.Fatalf("%v begun below the mount, %v", names, err)
	}
	mount()
	check(t, c.Close())
	if !c.Renewed() || c.Unsaved() != 0 {
		t.Fatalf("not opened anew, %d unsaved", c.Unsaved())
	}
	if got := load(t, must(t, path)); len(got) != len(m.rows) || got[2].Edits["title"] != "away" {
		t.Fatalf("%d rows, %v", len(got), got[2].Edits)
	}
}
