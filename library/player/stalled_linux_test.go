package player

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lectern/library/book"
	"lectern/scripts/hungdisk"
)

// TestStalledPlayer: if mpv stands still, the user is told once, and it goes on by itself.
func TestStalledPlayer(t *testing.T) {
	t.Parallel()
	l := listen(t)
	l.Play(tale(t, 300, filepath.Join(t.TempDir(), "a.mp3")), 0)
	at := l.plays(0).at
	moved := l.until("time passes", func(s *Status) bool { return s.running && s.at > at }).asOf
	pid := l.process()
	if err := unix.Kill(pid, unix.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	s := l.until("it says so", func(s *Status) bool { return s.Stalled && l.stalls() != "" })
	if now := time.Now(); now.Sub(moved) < standsStill || now.Sub(began) > standsStill+3*time.Second || !s.Playing {
		t.Errorf("%v after it last moved, %v after it was stopped: %+v", now.Sub(moved), now.Sub(began), s)
	}
	if err := unix.Kill(pid, unix.SIGCONT); err != nil {
		t.Fatal(err)
	}
	l.until("it goes on", func(s *Status) bool {
		return s.running && !s.Stalled && s.Playing && s.asOf.After(began.Add(standsStill))
	})
	if said := l.stalls(); said != "“Tale” has stopped: its disk or the player does not answer." || l.heard() != "" {
		t.Error(said, l.heard())
	}
	if err := unix.Kill(pid, unix.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	l.Close()
	if took := time.Since(began); took > 2*quitPatience+2*time.Second {
		t.Errorf("closed after %v", took)
	}
}

// TestStalledDisk: the same if the disk hangs: the book plays on when the disk answers.
func TestStalledDisk(t *testing.T) {
	t.Parallel()
	slow := t.TempDir()
	sound(t, filepath.Join(slow, "a.mp3"), 600)
	disk := hungdisk.Serve(t, slow)
	l := listen(t, unread...)
	l.Play(NewTimeline(&book.Book{ID: 2, Meta: book.Meta{Title: "Tale"}, Files: []*book.File{{Path: filepath.Join(disk.Path, "a.mp3"), Media: book.Pack(&book.Media{Duration: 10 * time.Minute})}}}, nil), 0)
	l.plays(0)
	disk.Stop()
	l.Seek(9 * time.Minute)
	disk.Await(t, 1)
	l.until("it says so", func(s *Status) bool { return s.Stalled && strings.HasPrefix(l.stalls(), "“Tale” has stopped") })
	disk.Go()
	s := l.until("it goes on", func(s *Status) bool { return s.running && !s.Stalled && s.at > 9*time.Minute })
	if !s.Playing || strings.Contains(l.stalls(), ";") || l.heard() != "" {
		t.Errorf("%+v, said %q, %q", s, l.stalls(), l.heard())
	}
}

// TestUnfitPlayer: an mpv that ends before it has said anything did not start: an old one
// that does not know the options, or one that lacks a library.
func TestUnfitPlayer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mp3")
	line := tale(t, 5, path)
	for name, script := range map[string]string{
		"an old one": "#!/bin/sh\necho 'Error parsing option input-ipc-client (option not found)'\nexit 1\n", "killed": "#!/bin/sh\nkill -9 $$\n",
	} {
		bin := t.TempDir()
		if err := os.WriteFile(filepath.Join(bin, mpv), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
		l := listen(t)
		l.Play(line, time.Second)
		s := l.stops()
		if said := l.heard(); said != "The player mpv did not start." || s.At(time.Now()) != time.Second {
			t.Errorf("%s: said %q at %v", name, said, s.At(time.Now()))
		}
	}
}
