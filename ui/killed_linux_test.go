package ui

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"golang.org/x/sys/unix"

	"lectern/library"
	"lectern/library/book"
	"lectern/scripts/needs"
)

// kills is how often TestKilledWhilePlaying kills Lectern.
var kills = flag.Int("kills", 1, "how often to kill Lectern while it plays")

// victim is the variable that makes TestKilledWhilePlaying a Lectern that plays the book of
// a folder until it is killed. It prints the number of mpv's process, and then how much the
// user has heard, whenever all of that which it kept is on the disk.
const victim = "LECTERN_TEST_PLAYS"

// TestKilledWhilePlaying: if Lectern is killed while it plays, it has lost no more than five
// seconds, of the position and of what was heard, and no mpv is left behind.
func TestKilledWhilePlaying(t *testing.T) {
	needs.Programs(t, "mpv")
	if dir := os.Getenv(victim); dir != "" {
		playUntilKilled(t, dir)
	}
	for range *kills {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "books"), 0o755); err != nil {
			t.Fatal(err)
		}
		silence(t, filepath.Join(dir, "books", "a.wav"), 120)
		lectern := exec.Command(os.Args[0], "-test.run=^TestKilledWhilePlaying$", "-test.count=1")
		lectern.Env = append(os.Environ(), victim+"="+dir)
		out, err := lectern.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := lectern.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		pid, heard := 0, time.Duration(0)
		enough := 6*time.Second + rand.N(4*time.Second)
		mpv := -1
		for heard < enough && lines.Scan() {
			var n int64
			switch {
			case pid == 0:
				if _, err := fmt.Sscanf(lines.Text(), "mpv %d", &pid); err == nil {
					if mpv, err = unix.PidfdOpen(pid, 0); err != nil {
						t.Fatal(err)
					}
				}
			default:
				if _, err := fmt.Sscanf(lines.Text(), "heard %d", &n); err == nil {
					heard = time.Duration(n)
				}
			}
		}
		if err := lectern.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = lectern.Wait()
		if heard < enough {
			t.Fatalf("it ended after %v: %v", heard, lines.Err())
		}
		ended := []unix.PollFd{{Fd: int32(mpv), Events: unix.POLLIN}}
		if n, err := unix.Poll(ended, int(patience.Milliseconds())); n != 1 || err != nil {
			t.Errorf("mpv is left behind: %v", err)
			_ = unix.Kill(pid, unix.SIGKILL)
		}
		unix.Close(mpv)
		news := make(chan struct{}, 1)
		l, err := library.Open(library.Options{Catalog: filepath.Join(dir, "c.db"), Headless: true, Updated: func() {
			select {
			case news <- struct{}{}:
			default:
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		for !l.Settled() || l.View().Len() == 0 {
			<-news
		}
		b := l.View().At(0)
		var sum book.Heard
		for _, h := range l.Heard() {
			sum = sum.Plus(h.Heard)
		}
		if lost := heard - sum.Clock; lost > 5*time.Second {
			t.Errorf("%v of %v heard are lost", lost, heard)
		}
		if lost := heard - b.Position(); lost > 5*time.Second {
			t.Errorf("the position %v is %v old", b.Position(), lost)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

// playUntilKilled plays the book of a folder.
func playUntilKilled(t *testing.T, dir string) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	test.NewTempApp(t)
	w := newTestWindow(t, Options{Library: library.Options{Catalog: filepath.Join(dir, "c.db")}})
	w.lib.AddRoot(filepath.Join(dir, "books"))
	for w.lib.View().Len() == 0 || w.lib.View().At(0).Duration == 0 {
		<-w.refresh.news
	}
	posted := make(chan func(), 1000)
	w.tasks.post = func(f func()) { posted <- f }
	w.playing.playBook(w.lib.View().At(0), 0, nil)
	for told := false; ; {
		(<-posted)()
		p := w.playing.player.Load()
		if p == nil || p.Status().Timeline == nil || p.Status().Heard.Clock == 0 {
			continue
		}
		if !told {
			told = true
			fmt.Println("mpv", mpvOf(os.Getpid()))
		}
		if w.lib.Status().Unsaved == 0 { // how long the disk takes is not meant
			fmt.Println("heard", int64(p.Status().Heard.Clock))
		}
	}
}

// mpvOf returns the process of mpv that a process has started.
func mpvOf(parent int) (pid int) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", parent))
	for _, task := range tasks {
		children, _ := os.ReadFile(task)
		if _, err := fmt.Sscan(string(children), &pid); err == nil {
			return pid
		}
	}
	return 0
}
