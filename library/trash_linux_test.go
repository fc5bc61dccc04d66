package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
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
		if _, err := trash(filepath.Join(fixed, "a.mp3")); err == nil {
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

// smallDisk mounts a disk of a megabyte at a folder of this name, and returns its path.
func smallDisk(t *testing.T, name string) string {
	t.Helper()
	disk := filepath.Join(tree(t), name)
	check(t, os.Mkdir(disk, 0o755))
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("nobody may mount here: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	return disk
}

// TestTrashOfAFullDisk: a file of a full disk stays where it is, because the trash cannot note
// where it was.
func TestTrashOfAFullDisk(t *testing.T) {
	trashHome(t)
	disk := smallDisk(t, "disk")
	path := filepath.Join(disk, "a.mp3")
	write(t, path, "a")
	f, err := os.Create(filepath.Join(disk, "rest"))
	check(t, err)
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	check(t, f.Close())
	_, err = trash(path)
	if words, known := Reason(err); !known || words != "the disk is full" {
		t.Errorf("%q", words)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "a" {
		t.Errorf("%q, %v", text, err)
	}
	check(t, filepath.WalkDir(disk, func(at string, e os.DirEntry, err error) error {
		if !e.IsDir() && filepath.Dir(at) != disk {
			t.Error("left: ", at)
		}
		return err
	}))
}

// TestTrashOfADrive: a drive has a trash of its own, whatever its name and those of its files,
// and they come back from it.
func TestTrashOfADrive(t *testing.T) {
	trashHome(t)
	disk := smallDisk(t, "My Drive")
	long := strings.Repeat("é", 125) + ".mp3"
	for _, name := range []string{"a.mp3", "100%25.mp3", "a:b?c#d.mp3", "line\nbreak.mp3", "\xff\xfe.mp3", long, ".mp3", "a"} {
		var places [2]trashPlace
		for i, dir := range []string{"One", "Two"} {
			path := filepath.Join(disk, dir, name)
			write(t, path, dir)
			to, err := trash(path)
			places[i] = to
			if err != nil {
				t.Errorf("%q: %v", path, err)
			} else if all, err := os.ReadDir(filepath.Join(disk, ".Trash-"+itoa(os.Getuid()), "files")); err != nil || len(all) != 1+i {
				t.Errorf("%q: in the trash: %v, %v", path, all, err)
			}
		}
		for i, dir := range []string{"One", "Two"} {
			path := filepath.Join(disk, dir, name)
			check(t, untrash(path, places[i]))
			if text, err := os.ReadFile(path); err != nil || string(text) != dir {
				t.Errorf("%q: %q, %v", path, text, err)
			}
		}
	}
}

// TestTrashOfAReadOnlyDisk: the user's trash is on another disk, and the disk of the file
// takes none.
func TestTrashOfAReadOnlyDisk(t *testing.T) {
	trashHome(t)
	disk := smallDisk(t, "disk")
	path := filepath.Join(disk, "a.mp3")
	write(t, path, "a")
	check(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	_, err := trash(path)
	if words, known := Reason(err); !known || words != "the disk cannot be written" {
		t.Errorf("%q: %v", words, err)
	}
}

// TestUntrashByALink: a file of a library that is reached by a link comes back from the trash
// also if its folder was removed meanwhile.
func TestUntrashByALink(t *testing.T) {
	trashHome(t)
	dir := tree(t, "lib/Ann/One/a.mp3")
	link := filepath.Join(dir, "link")
	check(t, os.Symlink(filepath.Join(dir, "lib"), link))
	path := filepath.Join(link, "Ann/One/a.mp3")
	to, err := trash(path)
	check(t, err)
	check(t, os.RemoveAll(filepath.Join(link, "Ann")))
	check(t, untrash(path, to))
	if text, err := os.ReadFile(path); err != nil || string(text) != "a.mp3" {
		t.Errorf("%q, %v", text, err)
	}
}

// TestTrashOfALink: what goes to the trash is a link, not the file on another disk to which it
// leads.
func TestTrashOfALink(t *testing.T) {
	data := trashHome(t)
	file := filepath.Join(smallDisk(t, "disk"), "a.mp3")
	write(t, file, "a")
	link := filepath.Join(tree(t), "a.mp3")
	check(t, os.Symlink(file, link))
	_, err := trash(link)
	check(t, err)
	if to, err := os.Readlink(filepath.Join(data, "Trash/files/a.mp3")); err != nil || to != file {
		t.Errorf("%q, %v", to, err)
	}
}

// TestTrashOfOthers: a drive with a common trash into which the user must not write has one of
// the user's own.
func TestTrashOfOthers(t *testing.T) {
	trashHome(t)
	disk := smallDisk(t, "disk")
	check(t, os.Mkdir(filepath.Join(disk, ".Trash"), 0o755))
	check(t, os.Chmod(filepath.Join(disk, ".Trash"), 0o755|os.ModeSticky))
	check(t, os.Chmod(disk, 0o777))
	for _, above := range []string{filepath.Dir(disk), filepath.Dir(filepath.Dir(disk))} { // of the test
		check(t, os.Chmod(above, 0o755))
	}
	path := filepath.Join(disk, "lib/in/a.mp3")
	write(t, path, "a")
	asNobody(t, filepath.Dir(path))
	to, err := trash(path)
	check(t, err)
	check(t, untrash(path, to))
}

// TestUntrashOfOnePath: of several files that went to the trash from one path at once, each
// command brings back its own. A file that another program put in the trash under its name
// stays there.
func TestUntrashOfOnePath(t *testing.T) {
	data := trashHome(t)
	path := filepath.Join(tree(t), "a.mp3")
	var places []trashPlace
	for _, text := range []string{"first", "second", "third"} {
		write(t, path, text)
		to, err := trash(path)
		check(t, err)
		places = append(places, to)
	}
	for _, i := range []int{1, 2, 0} {
		check(t, untrash(path, places[i]))
		if text, err := os.ReadFile(path); err != nil || string(text) != []string{"first", "second", "third"}[i] {
			t.Errorf("%d: %q, %v", i, text, err)
		}
		check(t, os.Remove(path))
	}
	for _, place := range places {
		if err := untrash(path, place); !errors.Is(err, errNotInTrash) {
			t.Error("again: ", err)
		}
	}
	write(t, path, "fourth")
	to, err := trash(path)
	check(t, err)
	for _, note := range []string{"", strings.Replace(to.note, "a.mp3", "b.mp3", 1)} {
		write(t, filepath.Join(data, "Trash/info/a.mp3.trashinfo"), note)
		if err := untrash(path, to); !errors.Is(err, errNotInTrash) {
			t.Errorf("with the note %q: %v", note, err)
		}
	}
}

// TestUndoOfTrashOfOnePath: Undo and Redo of two commands for one path keep the files apart.
func TestUndoOfTrashOfOnePath(t *testing.T) {
	trashHome(t)
	root := tree(t, "a.mp3", "b.mp3")
	path := filepath.Join(root, "a.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	for _, text := range []string{"first", "second"} {
		write(t, path, text)
		s.rescan()
		s.rest()
		_, err := s.Trash(s.filesOf(s.ids()[path]))
		check(t, err)
	}
	reads := func(want string) {
		t.Helper()
		s.until(want+" to be at the path", func() bool {
			text, err := os.ReadFile(path)
			return string(text) == want && (err == nil) == (want != "")
		})
	}
	s.Undo()
	reads("second")
	s.Redo()
	reads("")
	s.Undo()
	reads("second")
	check(t, os.Remove(path))
	s.Undo()
	reads("first")
}
