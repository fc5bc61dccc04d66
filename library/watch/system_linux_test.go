package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// runApart runs the running test once more, alone, in namespaces of its own, and
// reports whether this is that run. If the machine does not allow this, the test is
// skipped.
func runApart(t *testing.T, flags uintptr) bool {
	const mark = "LECTERN_TEST_APART"
	if os.Getenv(mark) == t.Name() {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mark+"="+t.Name())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | flags,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if _, ran := err.(*exec.ExitError); err != nil && !ran {
		t.Skip("no namespaces here: ", err)
	}
	if err != nil {
		t.Errorf("%s", out)
	}
	t.Logf("%s", out)
	return false
}

// TestSystemLimit reaches the system's real limit of watches.
func TestSystemLimit(t *testing.T) {
	t.Parallel()
	if !runApart(t, 0) {
		return
	}
	if err := os.WriteFile("/proc/sys/user/max_inotify_watches", []byte("700"), 0); err != nil {
		t.Skip(err)
	}
	root := t.TempDir()
	for i := range 900 {
		check(t, os.Mkdir(filepath.Join(root, fmt.Sprint(i)), 0o755))
	}
	w, r := start(t, root, Options{Since: time.Now().Add(time.Hour)})
	r.untilWatching()
	if s := r.status; s.Folders != 700 || s.Polled != 201 || !s.Limit {
		t.Errorf("status is %+v", s)
	}
	r.until("the notice", func() bool { return r.notices == 1 })

	// The same user's next root cannot be watched at all; the user is told only once.
	other := newReader(t, filepath.Join(root, "0"))
	w2 := New(quietLog(), other.deliver)
	defer w2.Close()
	w2.limit.Store(true)
	w2.Add(other.root, Options{})
	other.until("polling", func() bool { return other.status.Mode == Polling })
	if other.notices != 0 || !other.status.Limit {
		t.Errorf("%d notices, status %+v", other.notices, other.status)
	}
	w.Close()
	if _, ok := w.Status(root); ok {
		t.Error("closed, and a status")
	}
}

// TestRaised: the command in the notice never lowers a limit.
func TestRaised(t *testing.T) {
	for now, want := range map[string]int{"128\n": 512, "512\n": 1024, "8192": 16384, "": 512, "none": 512} {
		if got := raised(now, 512); got != want {
			t.Errorf("raised from %q: %d", now, got)
		}
	}
}

// TestOfInotify: only a limit of inotify can be raised as the notice says.
func TestOfInotify(t *testing.T) {
	for err, want := range map[error]string{syscall.EMFILE: "max_user_instances", syscall.ENOSPC: "max_user_watches", syscall.ENFILE: ""} {
		if notice := limitNotice(err).String(); ofInotify(err) != (want != "") || !strings.Contains(notice, want) {
			t.Errorf("%v: %s", err, notice)
		}
	}
}

// TestMounts checks that mounting and unmounting show at once, at the root and
// below.
func TestMounts(t *testing.T) {
	t.Parallel()
	if !runApart(t, syscall.CLONE_NEWNS) {
		return
	}
	root := t.TempDir()
	check(t, os.Mkdir(filepath.Join(root, "drive"), 0o755))
	write(t, filepath.Join(root, "x.mp3"), "x")
	_, r := start(t, root, Options{})
	r.list(root, true)
	r.untilWatching()
	mount := func(at string) {
		if err := unix.Mount("tmpfs", at, "tmpfs", 0, ""); err != nil {
			t.Skip("mount: ", err)
		}
		n := len(r.wholes)
		r.until("the mount", func() bool { return len(r.wholes) > n && r.status.Mode == Watching })
		if s := r.wholes[n]; s != "mounted or unmounted" {
			t.Errorf("listed as a whole because of %q", s)
		}
		write(t, filepath.Join(at, "mounted/y.mp3"), "y")
		r.untilSame()
		n = len(r.wholes)
		check(t, unix.Unmount(at, unix.MNT_DETACH))
		r.until("the end of the mount", func() bool { return len(r.wholes) > n })
		r.untilSame()
		write(t, filepath.Join(at, "late.mp3"), "x")
		r.untilSame()
	}
	mount(filepath.Join(root, "drive"))
	mount(root)
}

// TestMountOfItself: a folder that two mounts show again is watched at its own path only: the
// system has one watch for it.
func TestMountOfItself(t *testing.T) {
	t.Parallel()
	if !runApart(t, syscall.CLONE_NEWNS) {
		return
	}
	root := t.TempDir()
	write(t, filepath.Join(root, "books/deep/x.mp3"), "x")
	for _, name := range []string{"again", "twice"} {
		at := filepath.Join(root, name)
		check(t, os.Mkdir(at, 0o755))
		if err := unix.Mount(filepath.Join(root, "books"), at, "", unix.MS_BIND, ""); err != nil {
			t.Skip("mount: ", err)
		}
		t.Cleanup(func() { check(t, unix.Unmount(at, unix.MNT_DETACH)) })
	}
	_, r := start(t, root, Options{})
	r.untilWatching()
	if r.status.Folders != 3 || r.status.Polled != 0 {
		t.Errorf("status is %v", r.status)
	}
	path := filepath.Join(root, "books/deep/y.mp3")
	write(t, path, "x")
	r.until("the new file", func() bool { return r.settled[path] })
}

func TestRemote(t *testing.T) {
	if name, err := remote(t.TempDir()); name != "" || err != nil {
		t.Errorf("a temporary folder is on %q, %v", name, err)
	}
	if _, err := remote("/nowhere"); err == nil {
		t.Error("a path that does not exist is local")
	}
}

// TestForbiddenFolder polls an unreadable folder, and watches it once it is
// readable.
func TestForbiddenFolder(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		// Root reads everything, and a user in a namespace of its own reads all its
		// files.
		if os.Getenv("LECTERN_TEST_USER") == "" {
			asNobody(t)
			return
		}
	}
	root := t.TempDir()
	closed := filepath.Join(root, "closed")
	write(t, filepath.Join(closed, "below/x.mp3"), "x")
	check(t, os.Chmod(closed, 0))
	if err := forbidden(closed); !errors.Is(err, fs.ErrPermission) || forbidden(root) != nil {
		t.Errorf("forbidden are %v and %v", err, forbidden(root))
	}
	_, r := start(t, root, Options{})
	r.untilWatching()
	if s := r.status; s.Folders != 1 || s.Polled != 1 || s.Limit {
		t.Errorf("status is %v", s)
	}
	check(t, os.Chmod(closed, 0o755))
	r.until("the watch", func() bool { return r.status.Polled == 0 && r.status.Folders == 3 })
	write(t, filepath.Join(closed, "below/y.mp3"), "x")
	r.untilSame()
}

// asNobody runs the running test once more as a user who is not root.
func asNobody(t *testing.T) {
	dir, err := os.MkdirTemp("/tmp", "watch")
	check(t, err)
	defer os.RemoveAll(dir)
	check(t, os.Chmod(dir, 0o777))
	binary, err := os.ReadFile(os.Args[0])
	check(t, err)
	check(t, os.WriteFile(filepath.Join(dir, "test"), binary, 0o755))
	cmd := exec.Command(filepath.Join(dir, "test"), "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "LECTERN_TEST_USER=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
