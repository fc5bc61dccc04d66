package cli

import (
	"bytes"
	"errors"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// TestToolkitLog: minor errors, and only those, are kept from standard error; the log
// has all lines.
func TestToolkitLog(t *testing.T) {
	defer log.SetOutput(log.Writer())
	defer log.SetFlags(log.Flags())
	var kept, rest bytes.Buffer
	log.SetFlags(0)
	log.SetOutput(&toolkitLog{log: slog.New(slog.NewJSONHandler(&kept, nil)), rest: &rest})

	fyne.LogError("failed to watch theme settings", errors.New("no bus"))
	fyne.LogError("Getting favorite locations", errors.New("no folder"))
	fyne.LogError("Preferences load error:", io.EOF)
	fyne.LogError("failed to initialise GLFW", errors.New("no display"))
	if rest.Len() > 0 {
		t.Errorf("on standard error: %s", rest.String())
	}
	fyne.LogError("Preferences load error:", errors.New("permission denied"))
	fyne.LogError("Failed to create app cache space", errors.New("disk full"))
	fyne.LogError("Preferences load error:", nil)
	fyne.LogError("Getting favorite locations", nil)
	log.Println("*** Error in Fyne call thread")
	for _, want := range []string{"Preferences load error:\n  Cause: permission denied\n", "Failed to create app cache space\n  Cause: disk full\n  At: ", "toolkit_test.go", "Preferences load error:\n  At: ", "call thread"} {
		if !strings.Contains(rest.String(), want) {
			t.Errorf("%q is not on standard error: %s", want, rest.String())
		}
	}
	if strings.Contains(rest.String(), "favorite") {
		t.Errorf("on standard error: %s", rest.String())
	}
	for _, want := range []string{"no bus", "no folder", "EOF", "no display", "disk full", "call thread"} {
		if !strings.Contains(kept.String(), want) {
			t.Errorf("%q is not in the log: %s", want, kept.String())
		}
	}
}

// TestEquip: the cache folder is made, and a setting of the user stays.
func TestEquip(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "a", "cache"))
	for _, c := range []struct{ display, wayland, platform, want string }{
		{":1", "", "", "x11"},
		{":1", "wayland-0", "", ""},
		{"", "wayland-0", "", ""},
		{":1", "", "wayland", "wayland"},
	} {
		t.Setenv("DISPLAY", c.display)
		t.Setenv("WAYLAND_DISPLAY", c.wayland)
		t.Setenv("FYNE_PLATFORM", c.platform)
		equip()
		if got := os.Getenv("FYNE_PLATFORM"); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	cache, err := os.UserCacheDir()
	check(t, err)
	if i, err := os.Stat(cache); err != nil || !i.IsDir() {
		t.Errorf("the cache folder: %v", err)
	}
}
