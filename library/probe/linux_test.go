//go:build linux

package probe

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"lectern/library/book"
)

func fifo(t *testing.T) *book.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.mp3")
	check(t, syscall.Mkfifo(path, 0o644))
	return &book.File{Path: path}
}

func TestPipeIsNotOpened(t *testing.T) {
	_, err := probeFile(t, fifo(t))
	wantFault(t, err, book.Irregular, "a pipe, not a file")
	_, err = probeFile(t, &book.File{Path: t.TempDir()})
	wantFault(t, err, book.Irregular, "a folder, not a file")
	_, err = probeFile(t, &book.File{Path: "/dev/zero"})
	wantFault(t, err, book.Irregular, "a device, not a file")
	_, err = Fingerprint{}.Probe(t.Context(), fifo(t))
	wantFault(t, err, book.Irregular, "a pipe, not a file")
	link := filepath.Join(t.TempDir(), "b.mp3")
	check(t, os.Symlink(fifo(t).Path, link))
	_, err = probeFile(t, &book.File{Path: link})
	wantFault(t, err, book.Irregular, "a pipe, not a file")
}

// cancelDelay is far above the 200 ms of the contract, so that the test does
// not fail on a busy machine; the measured time is logged.
const cancelDelay = 5 * time.Second

// hang runs a function that hangs while it reads a pipe. It waits until the
// pipe is open, cancels, and checks by writing that no process has the pipe
// open any more.
func hang(t *testing.T, pipe string, run func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	answer := make(chan error, 1)
	go func() { answer <- run(ctx) }()
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for the reader
	check(t, err)
	defer w.Close()
	start := time.Now()
	cancel()
	select {
	case err := <-answer:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("answer %v", err)
		}
	case <-time.After(cancelDelay):
		t.Fatal("still running")
	}
	t.Logf("cancelled in %v", time.Since(start))
	// A killed process closes its files a moment after its death: write until the
	// pipe breaks, or stays full.
	check(t, w.SetWriteDeadline(time.Now().Add(cancelDelay)))
	for err == nil {
		_, err = w.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.EPIPE) {
		t.Errorf("somebody still reads the pipe: %v", err)
	}
}

func TestCancelKillsFFprobe(t *testing.T) {
	f := fifo(t)
	hang(t, f.Path, func(ctx context.Context) error {
		_, err := NewFFprobe(FFprobeOptions{}).run(ctx, f) // without the check that rejects a pipe
		return err
	})
}

func TestCancelKillsTheWholeGroup(t *testing.T) {
	pipe := fifo(t).Path
	program := script(t, `(exec 0<"`+pipe+`"; exec sleep 1000) & wait`)
	f := list(t, "full.mp3")
	hang(t, pipe, func(ctx context.Context) error {
		_, err := NewFFprobe(FFprobeOptions{Program: program}).Probe(ctx, f)
		return err
	})
}

// If one process is allowed, one runs at a time, and cancelling ends the wait.
func TestAtOnce(t *testing.T) {
	pipe := fifo(t).Path
	program := script(t, `exec 0<"`+pipe+`"; exec sleep 1000`)
	p := NewFFprobe(FFprobeOptions{Program: program, AtOnce: 1})
	f := list(t, "full.mp3")
	hang(t, pipe, func(ctx context.Context) error {
		_, err := p.Probe(ctx, f)
		return err
	})
	p.slots <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Probe(ctx, f); !errors.Is(err, context.Canceled) {
		t.Errorf("answer %v", err)
	}
	if len(p.slots) != 1 {
		t.Errorf("%d slots taken", len(p.slots))
	}
}

// A process that hangs keeps its core only for a while, and gives it back once.
func TestHungProcessKeepsNoCore(t *testing.T) {
	pipe := fifo(t).Path
	program := script(t, `case "$*" in *hung*) exec 0<"`+pipe+`"; exec sleep 1000;; esac; exit 1`)
	p := NewFFprobe(FFprobeOptions{Program: program, AtOnce: 1})
	b := content(t, "full.mp3")
	f, other := write(t, "hung.mp3", b), write(t, "other.mp3", b)
	ctx, cancel := context.WithTimeout(t.Context(), 10*stuckAfter)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = p.Probe(ctx, f)
	}()
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for the reader
	check(t, err)
	defer w.Close()
	_, err = p.Probe(ctx, other)
	wantFault(t, err, book.Unreadable, "damaged")
	cancel()
	<-done
	if len(p.slots) != 0 {
		t.Errorf("%d slots taken", len(p.slots))
	}
}

func TestPermissionDenied(t *testing.T) {
	f := write(t, "a.mp3", content(t, "full.mp3"))
	check(t, os.Chmod(f.Path, 0))
	answer := make(chan error)
	go func() {
		// Root can read anything, so this thread gives up that right. The thread ends
		// with the goroutine, because it is never unlocked.
		runtime.LockOSThread()
		if os.Geteuid() == 0 {
			_, _, _ = syscall.RawSyscall(syscall.SYS_SETFSUID, 65534, 0, 0)
			_ = os.Chown(filepath.Dir(f.Path), 65534, 65534)
		}
		_, err := glance(f.Path)
		answer <- err
	}()
	wantFault(t, <-answer, book.Permission, "permission denied")
}

func TestSystemFaults(t *testing.T) {
	for errno, kind := range map[syscall.Errno]book.FaultKind{
		syscall.ENOENT: book.Vanished, syscall.ENOTDIR: book.Vanished, syscall.EACCES: book.Permission, syscall.EPERM: book.Permission,
		syscall.EIO: book.Unavailable, syscall.ESTALE: book.Unavailable, syscall.ETIMEDOUT: book.Unavailable, syscall.ENOTCONN: book.Unavailable,
		syscall.EMFILE: book.Unavailable, syscall.ENOMEM: book.Unavailable, syscall.ECONNRESET: book.Unavailable, syscall.ENODEV: book.Unavailable,
		syscall.ELOOP: book.Irregular, syscall.ENAMETOOLONG: book.Unreadable,
	} {
		if f := systemFault(&os.PathError{Op: "open", Path: "/x", Err: errno}); f.Kind != kind || f.Reason == "" {
			t.Errorf("%v: %#v", errno, f)
		}
	}
}
