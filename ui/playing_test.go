//go:build unix

package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/adrg/xdg"

	"lectern/library/book"
	"lectern/ui/notices"
	"lectern/ui/opener"
	"lectern/ui/uitest"
)

// programs makes a folder of programs that record their arguments; no other program can
// be found. A script says what a program does besides.
func programs(t *testing.T, scripts map[string]string) (said func() string) {
	t.Helper()
	dir := t.TempDir()
	log := filepath.Join(dir, "said")
	for name, does := range scripts {
		text := "#!/bin/sh\n{ printf %s '" + name + "'; printf ' <%s>' \"$@\"; echo; } >> '" + log + "'\n" + does + "\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return func() string {
		text, _ := os.ReadFile(log)
		return string(text)
	}
}

// played returns the files of the playlist that a player got.
func played(t *testing.T, said string) (files []string) {
	t.Helper()
	i, j := strings.LastIndex(said, "<"), strings.LastIndex(said, ">")
	if i < 0 {
		t.Fatalf("nothing was opened: %q", said)
	}
	at, _ := strings.CutPrefix(said[i+1:j], "--playlist=")
	if u, err := url.Parse(at); err == nil && u.Scheme == "file" {
		at = u.Path
	}
	text, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "#") {
			files = append(files, line)
		}
	}
	return files
}

func (w *Window) played() { w.tasks.work.Wait() }

// TestOpeningABookOfSeveralFiles: the player gets all files of a book, and of several
// books.
func TestOpeningABookOfSeveralFiles(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	one, two := uitest.Saga("One", "/b/1, 2.mp3", "/b/2.mp3"), uitest.Saga("Two", "/c/x\n.mp3", "/c/\xff.mp3")
	two.Files[0].State = book.Missing
	for _, c := range []struct {
		name     string
		programs map[string]string
		do       func()
		command  string
		files    string
		says     string
	}{
		{"nothing opens it", map[string]string{"xdg-open": "exit 3"}, func() { w.playing.openBooks([]*book.Book{one}) }, "xdg-open", "/b/1, 2.mp3 /b/2.mp3",
			"No program is set to open playlists, which have all files of a book. Install a player such as mpv or VLC, or set one for m3u8 files in the settings of your desktop."},
		{"a book", map[string]string{"xdg-open": ""}, func() { w.playing.openBooks([]*book.Book{one}) }, "xdg-open", "/b/1, 2.mp3 /b/2.mp3", "The book opens in another player. If you install mpv, Lectern plays books itself: with chapters, at any speed, across all files of a book."},
		{"two books, a part missing", map[string]string{"xdg-open": ""}, func() { w.playing.openBooks([]*book.Book{one, two}) },
			"xdg-open", "/b/1, 2.mp3 /b/2.mp3 file:///c/%FF.mp3", "Playing without what is missing: 1 file is not there."},
		{"from its second file", map[string]string{"xdg-open": ""}, func() { w.playing.playBook(uitest.Saga("S", "/s/1", "/s/2", "/s/3"), 0, nil) }, "xdg-open", "/s/1 /s/2 /s/3", ""},
		{"from a chapter", map[string]string{"xdg-open": "", "vlc": ""}, func() { w.playing.playBook(uitest.Saga("S", "/s/1", "/s/2", "/s/3"), 100*time.Second, nil) },
			"vlc <file:///s/2> <:start-time=10.000>", "/s/3", ""},
		{"no program for playlists", map[string]string{"xdg-open": "", "xdg-mime": "", "vlc": ""}, func() { w.playing.openBooks([]*book.Book{one}) },
			"vlc <file:///b/1,%202.mp3> <:start-time=0.000>", "/b/2.mp3", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := programs(t, c.programs)
			w.messages.message = notices.Notice{}
			c.do()
			w.played()
			lines := strings.Split(strings.TrimSpace(said()), "\n")
			last := lines[len(lines)-1]
			if got := strings.Join(played(t, said()), " "); got != c.files || !strings.HasPrefix(last, c.command) {
				t.Errorf("%q: %q, want %q: %q", last, got, c.command, c.files)
			}
			if got := w.messageText(); got != c.says {
				t.Errorf("says %q, want %q", got, c.says)
			}
		})
	}
}

func TestOpeningASingleFile(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.settings.SetBool(prefPlayerTold, true)
	said := programs(t, map[string]string{"xdg-open": ""})
	w.playing.openBooks([]*book.Book{uitest.Saga("One", "/b/a, b#?.mp3")})
	w.played()
	if got := said(); got != "xdg-open <file:///b/a,%20b%23%3F.mp3>\n" {
		t.Error(got)
	}
	gone := uitest.Saga("Gone", "/b/a.mp3")
	gone.Files[0].State = book.Offline
	w.playing.openBooks([]*book.Book{gone})
	w.played()
	if got := w.messageText(); got != "“Gone” can’t be played: its folder is offline." {
		t.Error(got)
	}
	gone.Files[0].State = book.Missing
	w.playing.openBooks([]*book.Book{gone})
	w.played()
	if got := w.messageText(); got != "“Gone” can’t be played: its files are not there." {
		t.Error(got)
	}
}

// TestNothingThatOpens: if the system cannot open something, the bar says so in plain
// words, and the window stays usable.
func TestNothingThatOpens(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	b := uitest.Saga("One", "/b/a.mp3")
	for name, scripts := range map[string]map[string]string{
		"no xdg-open": {}, "no program": {"xdg-open": "exit 3"},
	} {
		programs(t, scripts)
		for what, c := range map[string]struct {
			do   func()
			want string
		}{
			"a file":   {func() { w.playing.openBooks([]*book.Book{b}) }, "No program is set to open mp3 files."},
			"a folder": {func() { w.tasks.background(func() error { return opener.ShowInFolder("/b/a.mp3") }) }, "No file manager is set to open folders."},
			"a link":   {func() { w.openAddress("https://example.org") }, "No web browser is set to open links."},
		} {
			w.messages.message = notices.Notice{}
			c.do()
			w.played()
			if !strings.HasPrefix(w.messageText(), c.want) || w.messages.message.Calm || w.dialogs.covered() {
				t.Errorf("%s, %s: %q", name, what, w.messageText())
			}
		}
	}
}

// TestFoldersDoNotOpenLectern: Lectern never opens a folder in itself, even if it is
// the system's program for folders.
func TestFoldersDoNotOpenLectern(t *testing.T) {
	mime := "[ \"$3\" = inode/directory ] && echo io.github.lectern.Lectern.desktop"
	said := programs(t, map[string]string{"xdg-open": "", "xdg-mime": mime, "thunar": ""})
	if err := opener.OpenFolder("/b, c"); err != nil || strings.Contains(said(), "xdg-open") || !strings.Contains(said(), "thunar </b, c>") {
		t.Errorf("%v: %s", err, said())
	}
	said = programs(t, map[string]string{"xdg-open": "", "xdg-mime": mime})
	if err := opener.OpenFolder("/b"); err == nil || strings.Contains(said(), "xdg-open") {
		t.Errorf("%v: %s", err, said())
	}
	said = programs(t, map[string]string{"xdg-open": "", "xdg-mime": "echo thunar.desktop"})
	if err := opener.OpenFolder("/b, c"); err != nil || !strings.Contains(said(), "xdg-open <file:///b,%20c>") {
		t.Errorf("%v: %s", err, said())
	}
}
