package main

import (
	"io"
	"log"
	"log/slog"
	"os"
	"slices"
	"strings"
)

// minor are the errors of the toolkit that the user can neither see nor mend:
// without a session bus nobody tells of a change between light and dark, and a
// folder like Videos that the computer does not have is left out of a dialog. A display
// that cannot be reached is said in our own words.
var minor = []string{"failed to watch theme settings", "Getting favorite locations", "failed to initialise GLFW"}

// equip gives the toolkit what it needs and a bare machine lacks.
func equip() {
	if os.Getenv("DISPLAY") != "" && os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("FYNE_PLATFORM") == "" {
		os.Setenv("FYNE_PLATFORM", "x11") // else it looks for Wayland first, which complains without XDG_RUNTIME_DIR
	}
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700) // it makes no folder above its own, and says so itself
	}
}

// hear has what the toolkit says written to the log and, but for what is minor,
// to standard error, where it says it otherwise.
func hear(l *slog.Logger) {
	log.SetFlags(0)
	log.SetOutput(&toolkitLog{log: l, rest: os.Stderr})
}

// toolkitLog takes lines as fyne.LogError writes them: a reason, then lines
// about it, which are indented. The log package writes one at a time.
type toolkitLog struct {
	log   *slog.Logger
	rest  io.Writer
	minor bool // the last reason was
}

func (t *toolkitLog) Write(line []byte) (int, error) {
	text := strings.TrimRight(string(line), "\n")
	if !strings.HasPrefix(text, " ") {
		reason, _ := strings.CutPrefix(text, "Fyne error:")
		t.minor = slices.Contains(minor, strings.TrimSpace(reason))
	}
	t.log.Info("toolkit", "said", strings.TrimSpace(text))
	if t.minor {
		return len(line), nil
	}
	return t.rest.Write(line)
}
