package cli

import (
	"bytes"
	"io"
	"log"
	"log/slog"
	"os"
	"strings"
)

// minor are the errors of the toolkit that the user can neither see nor mend, by
// their reason, some with one cause only.
var minor = map[string]string{
	"failed to watch theme settings": "",    // without a session bus nobody tells of a change between light and dark
	"Getting favorite locations":     "",    // a folder like Videos that the computer does not have is left out of a dialog
	"failed to initialise GLFW":      "",    // a display that cannot be reached is said in our own words
	"Preferences load error:":        "EOF", // it looks at its file in the instant in which it writes it anew, and looks again
}

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
// about it, which are indented, the first its cause. The log package writes one at
// a time.
type toolkitLog struct {
	log   *slog.Logger
	rest  io.Writer
	minor bool   // the last reason was
	held  []byte // a reason that its cause decides
	cause string // that makes it minor
}

func (t *toolkitLog) Write(line []byte) (int, error) {
	text := strings.TrimRight(string(line), "\n")
	about := strings.HasPrefix(text, " ")
	t.log.Info("toolkit", "said", strings.TrimSpace(text))
	if t.held != nil {
		if t.minor = about && strings.TrimSpace(text) == "Cause: "+t.cause; !t.minor {
			if _, err := t.rest.Write(t.held); err != nil {
				return 0, err
			}
		}
		t.held = nil
	}
	if !about {
		reason, _ := strings.CutPrefix(text, "Fyne error:")
		cause, known := minor[strings.TrimSpace(reason)]
		if t.minor = known && cause == ""; known && !t.minor {
			t.held, t.cause = bytes.Clone(line), cause
			return len(line), nil
		}
	}
	if t.minor {
		return len(line), nil
	}
	return t.rest.Write(line)
}
