package catalog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/gofrs/flock"
)

// TestOneProcess lets a second process hold the catalogue, end, and be killed.
func TestOneProcess(t *testing.T) {
	path := somewhere(t)
	for _, end := range []func(*child){
		func(c *child) { c.in.Close() },
		func(c *child) { c.Process.Kill() },
	} {
		other := startChild(t, "hold", path)
		if !other.lines.Scan() {
			t.Fatal("the other process did not open it")
		}
		if c, err := Open(context.Background(), path); !errors.Is(err, ErrLocked) {
			t.Fatalf("opened %v with %v while another process has it", c, err)
		}
		end(other)
		other.Wait()
		check(t, must(t, path).Close())
	}
}

// lend opens a catalogue and starts a process that inherits all open files, including
// the lock, until its standard input is closed: like a child process between fork and
// exec.
func lend(path string) error {
	c, err := Open(context.Background(), path)
	if err != nil {
		return err
	}
	heir := exec.Command(os.Args[0], path)
	heir.Env = append(os.Environ(), childVar+"=inherit")
	heir.Stdin, heir.Stdout = os.Stdin, os.Stdout
	lock, err := os.Stat(c.pair.site.lock.Path())
	if err != nil {
		return err
	}
	for fd := range uintptr(100) {
		f := os.NewFile(fd, "")
		defer runtime.KeepAlive(f)
		if i, err := f.Stat(); err == nil && os.SameFile(i, lock) {
			heir.ExtraFiles = append(heir.ExtraFiles, f)
		}
	}
	return heir.Run()
}

func inherit(string) error {
	fmt.Println("open")
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// TestLockOfTheDead kills a process whose open files another still has. Open
// waits for its lock, but not for that of a living process.
func TestLockOfTheDead(t *testing.T) {
	path := somewhere(t)
	lock := flock.New(path + ".lock")
	alive := func() bool { return marked(lock.Path()) }

	other := startChild(t, "lend", path)
	if !other.lines.Scan() {
		t.Fatal("the other process did not open it")
	}
	tries := 0
	if err := acquire(t.Context(), func() (bool, error) {
		tries++
		return lock.TryLock()
	}, alive); !errors.Is(err, ErrLocked) || tries != 1 {
		t.Errorf("%v after %d tries while its owner lives", err, tries)
	}

	other.Process.Kill()
	other.Process.Wait()
	refused := false
	if err := acquire(t.Context(), func() (bool, error) {
		ok, err := lock.TryLock()
		if !ok && !refused {
			refused = true
			other.in.Close() // the process that inherited the files ends
		}
		return ok, err
	}, alive); err != nil || !refused {
		t.Errorf("%v when its owner had died, refused at first: %v", err, refused)
	}
	check(t, lock.Close())
	check(t, must(t, path).Close())
}

// TestLockByALink opens a catalogue by a link: it is the same catalogue.
func TestLockByALink(t *testing.T) {
	path := somewhere(t)
	must(t, path)
	link := filepath.Join(t.TempDir(), "link.db")
	check(t, os.Symlink(path, link))
	if c, err := Open(context.Background(), link); !errors.Is(err, ErrLocked) {
		t.Errorf("opened twice: %v", err)
		if err == nil {
			c.Close()
		}
	}
}
