package player

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lectern/library/book"
	"lectern/library/message"
)

// victim is the variable that makes this test a program that plays a file until it is
// killed. It prints the number of mpv's process.
const victim = "LECTERN_TEST_PLAYS"

// TestKilled: no mpv is left behind if Lectern is killed.
func TestKilled(t *testing.T) {
	if path := os.Getenv(victim); path != "" {
		p := New(Options{Speed: 1, Log: slog.New(slog.DiscardHandler), More: []string{"--ao=null"}, Changed: func() {}, Say: func(_, _ message.Message) {}})
		p.Play(NewTimeline(&book.Book{Files: []*book.File{{Path: path, Media: &book.Media{Duration: time.Minute}}}}, nil), 0)
		p.do(func(o *owner) { fmt.Println(o.mpv.cmd.Process.Pid) })
		select {}
	}
	if _, err := exec.LookPath(mpv); err != nil {
		t.Skip("mpv is not installed")
	}
	path := filepath.Join(t.TempDir(), "a.mp3")
	sound(t, path, 60)
	lectern := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	lectern.Env = append(os.Environ(), victim+"="+path)
	out, err := lectern.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := lectern.Start(); err != nil {
		t.Fatal(err)
	}
	pid := 0
	if _, err := fmt.Fscan(out, &pid); err != nil {
		t.Fatal(err)
	}
	mpv, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(mpv)
	if err := lectern.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, out)
	_ = lectern.Wait()
	ended := []unix.PollFd{{Fd: int32(mpv), Events: unix.POLLIN}}
	if n, err := unix.Poll(ended, int(patience.Milliseconds())); n != 1 || err != nil {
		t.Errorf("mpv is left behind: %v", err)
		_ = unix.Kill(pid, unix.SIGKILL)
	}
}
