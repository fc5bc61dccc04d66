package opener

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"lectern/library/book"
)

// TestPlayerOfASystemThatRefuses: a desktop names a program for playlists and does not open
// them, as xdg-open without a desktop takes them for texts. Then a player that is installed
// gets all files of the book.
func TestPlayerOfASystemThatRefuses(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	program := func(name, script string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	program("xdg-mime", "echo player.desktop")
	program("xdg-open", "exit 4")
	got := filepath.Join(bin, "got")
	program("vlc", `echo "$@" >`+got)
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"/b/1.mp3"}, "file:///b/1.mp3 :start-time=0.000"},
		{[]string{"/b/1.mp3", "/b/2.mp3"}, "file:///b/1.mp3 :start-time=0.000 file://"},
	} {
		q := Queue{Title: "Emma"}
		for _, path := range c.files {
			q.add(&book.Book{}, &book.File{Path: path, State: book.Probed})
		}
		if err := Play(q); err != nil {
			t.Fatal(err)
		}
		args, err := os.ReadFile(got)
		if err != nil {
			t.Fatal(err)
		}
		if line := strings.TrimSpace(string(args)); !strings.HasPrefix(line, c.want) || strings.HasSuffix(line, ".m3u8") != (len(c.files) > 1) {
			t.Errorf("%v: %q", c.files, line)
		}
	}
	if err := os.Remove(filepath.Join(bin, "vlc")); err != nil {
		t.Fatal(err)
	}
	if err := Play(Queue{Files: []*book.File{{Path: "/b/1.mp3"}}, titles: []string{""}}); err == nil {
		t.Error("nothing opens it, and nothing is said")
	}
}
