//go:build linux

package e2e

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lectern/scripts/desktop"
	"lectern/scripts/hungdisk"
)

// disk is a disk with the catalogue that can stop taking writes.
type disk struct {
	path string
	fail func() // makes all further writes fail
	mend func()
}

// silentDisk is a disk that stops answering.
func silentDisk(t *testing.T) disk {
	d := hungdisk.Serve(t, t.TempDir())
	return disk{d.Path, d.Stop, d.Go}
}

// fullDisk is a disk that becomes full.
func fullDisk(t *testing.T) disk {
	t.Helper()
	d := disk{path: t.TempDir()}
	if err := unix.Mount("tmpfs", d.path, "tmpfs", 0, "size=8m"); err != nil {
		t.Skip("no file system can be mounted: ", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(d.path, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	filler := filepath.Join(d.path, "filler")
	d.fail = func() {
		t.Helper()
		f, err := os.Create(filler)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for piece := make([]byte, 4096); err == nil; {
			_, err = f.Write(piece)
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	d.mend = func() {
		t.Helper()
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// bookOn makes a home folder with one book, whose catalogue lies on a disk.
func bookOn(t *testing.T, d disk) (home, folder string) {
	t.Helper()
	home = newHome(t)
	folder = filepath.Join(home, "Audiobooks", "Ann")
	data := filepath.Join(home, ".local", "share")
	if err := errors.Join(
		os.MkdirAll(folder, 0o755),
		os.WriteFile(filepath.Join(folder, "Ann.mp3"), sound(t), 0o644),
		os.MkdirAll(data, 0o755),
		os.Symlink(d.path, filepath.Join(data, "lectern")),
	); err != nil {
		t.Fatal(err)
	}
	return home, folder
}

// dimmed reports whether a dialog is open: it darkens the sidebar. Bars are below.
func dimmed(p, before *desktop.Picture) bool {
	return p.Differ(image.Rect(0, windowHeight/4, 200, windowHeight*3/4), before) > 10_000
}

// rename types a new title for the selected book.
func (s *session) rename(before *desktop.Picture, title string) {
	s.Helper()
	s.press("F2")
	s.see("dialog", func(p *desktop.Picture) bool { return dimmed(p, before) })
	s.write(title)
	s.press("Return")
	s.next("edited", whatever)
}

// TestClosesUnsaved closes the window while typed changes cannot be saved. However the
// window is closed, the user is asked. The changes are saved once the disk takes writes
// again, and an unanswered question then ends by itself.
func TestClosesUnsaved(t *testing.T) {
	require(t)
	screen := openScreen(t)
	ways := map[string]func(*session){
		"Alt+F4":  func(s *session) { s.press("alt+F4") },
		"SIGTERM": func(s *session) { s.must(syscall.Kill(s.Process(), syscall.SIGTERM)) },
	}
	for kind, make := range map[string]func(*testing.T) disk{"silent": silentDisk, "full": fullDisk} {
		for way, end := range ways {
			t.Run(kind+" "+way, func(t *testing.T) {
				d := make(t)
				home, folder := bookOn(t, d)
				name := "TestClosesUnsaved " + kind + " " + way
				s := beginOn(t, screen, name, home, "", folder)
				s.next("fingerprints_done", whatever)
				before := s.first("before")
				asked := func(e desktop.Event) bool { return strings.Contains(e.Line, "Close without saving?") }
				d.fail()
				s.rename(before, "Zebra")

				// The question is asked only once, and Esc keeps the window open.
				end(s)
				s.next("asked", asked)
				s.see("asked", func(p *desktop.Picture) bool { return dimmed(p, before) })
				s.press("alt+F4", "Escape")
				s.see("kept", func(p *desktop.Picture) bool { return !dimmed(p, before) })
				if kind == "silent" {
					s.see("told", func(p *desktop.Picture) bool { return p.Differ(table(p), before) > 2_000 }) // a bar below the books
				}

				// Closed again, the window closes when the disk takes the changes.
				end(s)
				s.next("asked", asked)
				d.mend()
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				if err := s.Wait(ctx); err != nil {
					t.Fatalf("%v\n%s", err, s.Stderr())
				}
				s = beginOn(t, screen, name+" again", home, "")
				s.came("restored")
				s.first("again")
				s.press("ctrl+f")
				s.write("zebra")
				s.next("view_published", func(e desktop.Event) bool { return e.Query == "zebra" && e.Rows == 1 })
				s.close()
			})
		}
	}
}

// TestSecondSignal: a second signal ends the program without an answer, at once if the
// disk reports an error. Standard error says which changes could not be saved.
func TestSecondSignal(t *testing.T) {
	require(t)
	d := fullDisk(t)
	home, folder := bookOn(t, d)
	s := begin(t, home, "", folder)
	s.next("fingerprints_done", whatever)
	before := s.first("before")
	d.fail()
	s.rename(before, "Zebra")
	s.must(syscall.Kill(s.Process(), syscall.SIGTERM))
	s.next("asked", whatever)
	s.must(syscall.Kill(s.Process(), syscall.SIGTERM))
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	if err := s.Wait(ctx); err == nil || ctx.Err() != nil {
		t.Errorf("%v\n%s", err, s.Stderr())
	}
	if !strings.Contains(s.Stderr(), "full") {
		t.Errorf("on standard error: %s", s.Stderr())
	}
}
