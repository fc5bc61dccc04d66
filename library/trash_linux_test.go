package library

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFailedTrash: a file that cannot be moved to the trash stays, and leaves nothing in the
// trash. Other files there stay.
func TestFailedTrash(t *testing.T) {
	data := trashHome(t)
	write(t, filepath.Join(data, "Trash/files/a.other.mp3"), "")
	write(t, filepath.Join(data, "Trash/info/a.other.mp3.trashinfo"), "")
	write(t, filepath.Join(data, "Trash/info/b.mp3.trashinfo"), "[Trash Info]\n")
	root := tree(t, "fixed/a.mp3")
	if os.Geteuid() == 0 {
		check(t, filepath.WalkDir(data, func(path string, _ os.DirEntry, _ error) error { return os.Lchown(path, 65534, 65534) }))
	}
	asNobody(t, root)
	fixed := filepath.Join(root, "fixed")
	check(t, os.Chmod(fixed, 0o555))
	t.Cleanup(func() { os.Chmod(fixed, 0o755) })
	for range 2 {
		if err := trash(filepath.Join(fixed, "a.mp3")); err == nil {
			t.Error("moved")
		} else if words, known := Reason(err); !known || words != "permission denied" {
			t.Errorf("%q: %v", words, err)
		}
	}
	infos, err := os.ReadDir(filepath.Join(data, "Trash/info"))
	check(t, err)
	if len(infos) != 2 {
		t.Errorf("in the trash: %v", infos)
	}
}

// TestNoTrash: the only trash is on another disk.
func TestNoTrash(t *testing.T) {
	other := &os.LinkError{Op: "rename", Old: "/media/a.mp3", New: "/home/a.mp3", Err: syscall.EXDEV}
	if words, known := Reason(trashReason(other)); !known || words != "that disk has no trash" {
		t.Errorf("%q", words)
	}
}

// TestTrashOfAReadOnlyDisk: the user's trash is on another disk, and the disk of the file
// takes none.
func TestTrashOfAReadOnlyDisk(t *testing.T) {
	trashHome(t)
	root := tree(t, "a.mp3")
	disk := filepath.Join(root, "disk")
	check(t, os.Mkdir(disk, 0o755))
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("nobody may mount here: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	path := filepath.Join(disk, "a.mp3")
	write(t, path, "a")
	check(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	err := trash(path)
	if words, known := Reason(err); !known || words != "the disk cannot be written" {
		t.Errorf("%q: %v", words, err)
	}
}
