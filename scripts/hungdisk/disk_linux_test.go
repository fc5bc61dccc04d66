package hungdisk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestDisk reads and writes through a disk that runs, hangs and runs again.
func TestDisk(t *testing.T) {
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "a"), []byte("text"), 0o644))
	disk := Serve(t, dir)
	var s unix.Statfs_t
	check(t, unix.Statfs(disk.Path, &s))
	if s.Type != unix.FUSE_SUPER_MAGIC {
		t.Errorf("file system %#x", s.Type)
	}
	path := filepath.Join(disk.Path, "a")
	text, err := os.ReadFile(path)
	if err != nil || string(text) != "text" {
		t.Fatal(text, err)
	}
	check(t, os.WriteFile(filepath.Join(disk.Path, "b"), text, 0o644))
	if _, err := os.Stat(filepath.Join(dir, "b")); err != nil {
		t.Error("not written: ", err)
	}
	open, err := os.Open(path)
	check(t, err)
	defer open.Close()

	for what, do := range map[string]func() error{
		"stat":   func() error { _, err := os.Stat(path); return err },
		"statfs": func() error { var s unix.Statfs_t; return unix.Statfs(disk.Path, &s) },
		"open": func() error {
			f, err := os.Open(path)
			if err == nil {
				f.Close()
			}
			return err
		},
		"read": func() error { _, err := open.ReadAt(make([]byte, 1), 0); return err },
		"list": func() error { _, err := os.ReadDir(disk.Path); return err },
	} {
		before := disk.Served()
		disk.Stop()
		done := make(chan error, 1)
		go func() { done <- do() }()
		disk.Await(t, 1)
		select {
		case err := <-done:
			t.Errorf("%s did not hang: %v", what, err)
		default:
		}
		if disk.Held() != 1 || disk.Served() != before+1 {
			t.Errorf("%s: %d operations hang of %d", what, disk.Held(), disk.Served()-before)
		}
		disk.Go()
		select {
		case err := <-done:
			check(t, err)
		case <-time.After(10 * time.Second):
			t.Fatal(what, " still hangs")
		}
	}
	disk.Stop() // the end of the test starts it again
}

// TestFailures looks at and reads files for which the disk reports errors.
func TestFailures(t *testing.T) {
	dir := t.TempDir()
	check(t, os.MkdirAll(filepath.Join(dir, "in"), 0o755))
	check(t, os.WriteFile(filepath.Join(dir, "in", "a"), []byte("text"), 0o644))
	disk := Serve(t, dir)
	path := filepath.Join(disk.Path, "in", "a")
	for _, c := range []struct {
		how        Failure
		look, read error
	}{{Well, nil, nil}, {CannotRead, nil, unix.EIO}, {CannotLook, unix.EIO, unix.EIO}, {Well, nil, nil}} {
		disk.Fail("a", c.how)
		if _, err := os.Stat(path); !errors.Is(err, c.look) {
			t.Errorf("%d: stat: %v", c.how, err)
		}
		if _, err := os.ReadFile(path); !errors.Is(err, c.read) {
			t.Errorf("%d: read: %v", c.how, err)
		}
		if names, err := os.ReadDir(filepath.Dir(path)); err != nil || len(names) != 1 {
			t.Errorf("%d: %v %v", c.how, names, err)
		}
	}
}

// TestRenumber looks at a file again and again.
func TestRenumber(t *testing.T) {
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "a"), []byte("text"), 0o644))
	disk := Serve(t, dir)
	disk.Renumber()
	numbers := map[uint64]bool{}
	for range 5 {
		var s unix.Stat_t
		check(t, unix.Stat(filepath.Join(disk.Path, "a"), &s))
		numbers[s.Ino] = true
	}
	if len(numbers) != 5 {
		t.Error(numbers)
	}
}
