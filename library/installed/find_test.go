package installed

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestPlaces(t *testing.T) {
	env := map[string]string{
		"HOME": "/Users/ann", "ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": `C:\Program Files (x86)`,
		"LOCALAPPDATA": `C:\Users\ann\AppData\Local`, "USERPROFILE": `C:\Users\ann`, "SystemDrive": "C:",
	}
	for _, c := range []struct {
		system, name string
		want         []string // among others, in this order
	}{
		{"darwin", "ffprobe", []string{"/opt/homebrew/bin/ffprobe", "/usr/local/bin/ffprobe"}},
		{"darwin", "mpv", []string{"/opt/homebrew/bin/mpv", "/Applications/mpv.app/Contents/MacOS/mpv"}},
		{"darwin", "vlc", []string{"/Applications/VLC.app/Contents/MacOS/VLC", "/Users/ann/Applications/VLC.app/Contents/MacOS/VLC"}},
		{"windows", "vlc", []string{`D:\Lectern\vlc.exe`, `C:\Program Files\VideoLAN\VLC\vlc.exe`, `C:\Program Files (x86)\VideoLAN\VLC\vlc.exe`}},
		{"windows", "ffprobe", []string{`D:\Lectern\ffprobe.exe`, `C:\Program Files\ffmpeg\bin\ffprobe.exe`, `C:\ffmpeg\bin\ffprobe.exe`, `C:\Users\ann\scoop\shims\ffprobe.exe`}},
		{"windows", "mpv", []string{`C:\Program Files\mpv\mpv.exe`, `C:\Program Files\MPV Player\mpv.exe`}},
	} {
		got := places(c.system, c.name, `D:\Lectern`, func(name string) string { return env[name] })
		last := -1
		for _, path := range c.want {
			at := slices.Index(got, path)
			if at <= last {
				t.Errorf("%s, %s: %s is missing or too early: %q", c.system, c.name, path, got)
			}
			last = at
		}
		if slices.ContainsFunc(got, func(path string) bool { return path[0] == '\\' }) {
			t.Errorf("%s, %s: a variable that is not set: %q", c.system, c.name, got)
		}
	}
	if got := places("linux", "mpv", "/usr/bin", os.Getenv); got != nil {
		t.Errorf("linux: %q", got)
	}
}

// TestFind: a program in PATH is found; the error for another one says that it is not
// there.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	want := filepath.Join(dir, "mpv")
	if runtime.GOOS == "windows" {
		want += ".exe"
	}
	if err := os.WriteFile(want, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if got, err := Find("mpv"); err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
	if got, err := Find("no-such-program"); err == nil || err.(*exec.Error).Err != exec.ErrNotFound || got != "" {
		t.Errorf("%s, %v", got, err)
	}
}
