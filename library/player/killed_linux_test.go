package player

import (
	"flag"
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
	"lectern/scripts/needs"
)

// victim is the variable that makes this test a program that plays a file until it is
// killed. It prints the number of mpv's process.
const victim = "LECTERN_TEST_PLAYS"

// TestKilled: no mpv is left behind if Lectern is killed.
func TestKilled(t *testing.T) {
	if path := os.Getenv(victim); path != "" {
		p := New(Options{Speed: 1, Log: slog.New(slog.DiscardHandler), More: []string{"--ao=null"}, Changed: func() {}, Say: func(_, _ message.Message) {}})
		p.Play(NewTimeline(&book.Book{Files: []*book.File{{Path: path, Media: book.Pack(&book.Media{Duration: time.Minute})}}}, nil), 0)
		p.do(func(o *owner) { fmt.Println(o.mpv.cmd.Process.Pid) })
		select {}
	}
	needs.Programs(t, mpv)
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

// kills is how often TestKilledPlayer kills mpv.
var kills = flag.Int("kills", 3, "how often to kill mpv while it plays")

// TestKilledPlayer: however often mpv is killed, the book goes on at the same second, with
// one mpv and no zombie.
func TestKilledPlayer(t *testing.T) {
	l := listen(t)
	l.Play(tale(t, 300, filepath.Join(t.TempDir(), "a.mp3")), 10*time.Second)
	for i := range *kills {
		l.until("it plays", func(s *Status) bool {
			if s.Timeline != nil && !s.Playing {
				l.Play(s.Timeline, s.At(time.Now())) // it was killed too soon after the last time
			}
			return s.running
		})
		l.until("it is heard", func(s *Status) bool { return s.running && s.Heard.Clock > time.Duration(i)*100*time.Millisecond })
		killed, at := l.process(), l.Status().At(time.Now())
		if err := unix.Kill(killed, unix.SIGKILL); err != nil {
			t.Fatal(err)
		}
		s := l.until("another process, or a pause", func(s *Status) bool {
			is := make(chan bool, 1)
			l.do(func(o *owner) { is <- o.mpv == nil || o.mpv.cmd.Process.Pid != killed })
			return <-is
		})
		if now := s.At(time.Now()); now < at-time.Second || now > at+longestGuess+time.Second {
			t.Errorf("kill %d: at %v, want %v", i+1, now, at)
		}
		if unix.Kill(killed, 0) == nil {
			t.Errorf("kill %d leaves a zombie", i+1)
		}
	}
	l.Close()
	tasks, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		if children, _ := os.ReadFile(task); len(children) > 0 {
			t.Errorf("processes are left behind: %s", children)
		}
	}
}
