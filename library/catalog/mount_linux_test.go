package catalog

import (
	"bytes"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// mountVar, in the environment of a test binary, says that it has mounts of
// its own.
const mountVar = "LECTERN_CATALOG_MOUNTS"

// withMounts reports whether the test may mount file systems. If not, it runs the same
// test in a process that may, and the caller must return.
func withMounts(t *testing.T) bool {
	t.Helper()
	if os.Getenv(mountVar) != "" {
		check(t, syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""))
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mountVar+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Skip("this machine lets nobody mount: ", err)
	}
	t.Logf("%s", out)
	check(t, err)
	return false
}

// tmpfs mounts a file system in memory on a new folder.
func tmpfs(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	check(t, syscall.Mount("tmpfs", dir, "tmpfs", 0, options))
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// TestNoSpace fills a real file system: the program works on, and
// after space is freed nothing is lost.
func TestNoSpace(t *testing.T) {
	if !withMounts(t) {
		return
	}
	path := filepath.Join(tmpfs(t, "size=4m"), "catalogue.db")
	c := must(t, path)
	c.Save(KeepRoot(Root{Path: "/books"}), Edit(1, "title", "typed before"))
	wait(t, c, 2)
	ballast := flood(t, filepath.Dir(path))
	ops := library(1000)
	c.Save(ops...)
	c.Save(Edit(1, "title", "typed without room"))
	for len(noticed(c)) == 0 {
		<-c.News()
	}
	if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "disk is full") {
		t.Fatalf("notices %v", n)
	}
	check(t, os.Remove(ballast))
	check(t, c.Close())
	c = must(t, path)
	rows := load(t, c)
	if len(rows) != len(ops) || rows[1].Edits["title"] != "typed without room" || len(noticed(c)) > 0 {
		t.Fatalf("%d rows, edits %v; %v", len(rows), rows[1].Edits, noticed(c))
	}
}

// TestNoSpaceAtStart opens a catalogue on a full disk: everything
// works but saving, and Close reports it.
func TestNoSpaceAtStart(t *testing.T) {
	if !withMounts(t) {
		return
	}
	path := filepath.Join(tmpfs(t, "size=8k"), "catalogue.db")
	c := must(t, path)
	if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "disk is full") {
		t.Fatalf("notices %v", n)
	}
	if rows := load(t, c); len(rows) > 0 {
		t.Fatalf("%d rows", len(rows))
	}
	c.Save(library(10)...)
	if err := c.Close(); err == nil || c.Saved() > 0 {
		t.Fatalf("closed with %v, %d saved", err, c.Saved())
	}
}

// TestDamagedOnAFullDisk opens a damaged catalogue on a full disk, once with
// room for a copy elsewhere and once without. Lectern works, and says that it
// does not save. After space is freed, no row has been overwritten.
func TestDamagedOnAFullDisk(t *testing.T) {
	if !withMounts(t) {
		return
	}
	from, m := filled(t, 50)
	for name, elsewhere := range map[string]string{"room for a copy": "size=16m", "none": "size=8k"} {
		t.Run(name, func(t *testing.T) {
			dir := tmpfs(t, "size=4m")
			for _, file := range databaseFiles(from) {
				check(t, copyFile(file, filepath.Join(dir, filepath.Base(file))))
			}
			t.Setenv("TMPDIR", tmpfs(t, elsewhere))
			path := filepath.Join(dir, "catalogue.db")
			own, err := os.ReadFile(UserPath(path))
			check(t, err)
			spoilt := append([]byte("no database "), own[12:]...)
			check(t, os.WriteFile(UserPath(path), spoilt, 0o600))
			ballast := flood(t, dir)
			c := must(t, path)
			rows := load(t, c)
			if name != "none" && len(rows) != len(m.rows) || name == "none" && len(rows) != 0 {
				t.Errorf("%d rows", len(rows))
			}
			if n := strings.Join(noticed(c), " "); !strings.Contains(n, "disk is full") || !strings.Contains(n, "forgets") {
				t.Errorf("notices %v", n)
			}
			c.Save(library(20)...) // with IDs from 1 on, as a library without rows assigns them
			c.Save(Edit(1, "title", "of another file"))
			check(t, os.Remove(ballast))
			c.Save(Edit(2, "title", "of another file"))
			c.Close()
			if now, err := os.ReadFile(UserPath(path)); err != nil || !bytes.Equal(now, spoilt) {
				t.Errorf("what was damaged is not where it was: %v", err)
			}
			check(t, os.WriteFile(UserPath(path), own, 0o600))
			if whole, notices := m.check(t, path); whole != len(m.rows) || len(notices) > 0 {
				t.Errorf("%d rows whole; %v", whole, notices)
			}
		})
	}
}

// flood fills a file system.
func flood(t *testing.T, dir string) (ballast string) {
	t.Helper()
	ballast = filepath.Join(dir, "ballast")
	b, err := os.Create(ballast)
	check(t, err)
	for piece := make([]byte, 512); err == nil; {
		_, err = b.Write(piece)
	}
	b.Close()
	return ballast
}

// TestReadOnlyDisk opens a catalogue on a read-only file system, once
// after a proper close and once with the log that a kill left.
func TestReadOnlyDisk(t *testing.T) {
	if !withMounts(t) {
		return
	}
	closed, m := filled(t, 50)
	c := must(t, closed)
	load(t, c)
	e := m.rows[3]
	e.Measured = !e.Measured
	m.rows[3] = e
	c.Save(Keep(e), Edit(3, "title", e.Edits["title"])) // typed, so at once
	wait(t, c, 2)
	killed := clone(t, closed)
	c.Close()
	if sizeOf(t, killed+"-wal") == 0 {
		t.Fatal("no log")
	}
	for name, from := range map[string]string{"closed": closed, "killed": killed} {
		t.Run(name, func(t *testing.T) {
			dir := tmpfs(t, "")
			for _, file := range databaseFiles(from) {
				check(t, copyFile(file, filepath.Join(dir, filepath.Base(file))))
			}
			path := filepath.Join(dir, "catalogue.db")
			check(t, syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
			before := contents(t, path)
			if whole, notices := m.check(t, path); whole != len(m.rows) || len(notices) != 1 || !strings.Contains(notices[0], "read-only") {
				t.Errorf("%d rows whole; %v", whole, notices)
			}
			c := must(t, path)
			work := c.pair.site.copy
			c.Save(Keep(e), KeepRoot(Root{Path: "/new"}))
			if n := len(c.Roots()); n != 3 {
				t.Errorf("%d roots in this session", n)
			}
			if err := c.Close(); err != nil || c.Saved() > 0 {
				t.Errorf("closed with %v, %d saved", err, c.Saved())
			}
			if _, err := os.Stat(work); !os.IsNotExist(err) {
				t.Errorf("the copy stays: %v", err)
			}
			if after := contents(t, path); !maps.Equal(before, after) {
				t.Errorf("files %v, were %v", slices.Collect(maps.Keys(after)), slices.Collect(maps.Keys(before)))
			}
		})
	}
}

// TestNoFolder names a folder that cannot be created.
func TestNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(file, nil, 0o600))
	c, err := Open(context.Background(), filepath.Join(file, "below", "catalogue.db"))
	check(t, err)
	defer c.Close()
	if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "is a file, not a folder") {
		t.Fatalf("notices %v", n)
	}
	if rows := load(t, c); len(rows) > 0 {
		t.Fatalf("%d rows", len(rows))
	}
}
