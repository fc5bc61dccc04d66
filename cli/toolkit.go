package cli

import (
	"bytes"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
)

// minor are errors of the toolkit that the user can neither see nor fix: by their
// reason, with the cause for which they are minor, "" for any.
var minor = map[string]string{
	"failed to watch theme settings": "",    // without a session bus, nothing announces a change between light and dark
	"Getting favorite locations":     "",    // a folder that this computer lacks, such as Videos, is left out of a dialog
	"failed to initialise GLFW":      "",    // Lectern reports a missing display in its own words
	"Preferences load error:":        "EOF", // the toolkit reads its file while it rewrites it, and then reads it again
}

// On Linux, Mesa draws the window. It keeps compiled shaders in a file that it maps
// into memory: if the disk is full, the process dies of a bus error, unless this
// variable turns the cache off.
const (
	mesaWithoutCache = "MESA_SHADER_CACHE_DISABLE"
	mesaCache        = 4 << 20 // bytes; the file has 1.3 MB
)

// equip sets what the toolkit expects and a bare machine lacks.
func equip() {
	if os.Getenv("DISPLAY") != "" && os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("FYNE_PLATFORM") == "" {
		os.Setenv("FYNE_PLATFORM", "x11") // else Fyne tries Wayland first, which complains without XDG_RUNTIME_DIR
	}
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700) // Fyne does not make the folders above its own; it reports an error itself
		if os.Getenv(mesaWithoutCache) == "" && room(cache) < mesaCache {
			os.Setenv(mesaWithoutCache, "true")
		}
	}
}

// The toolkit lists the system's fonts in the user's cache. If it cannot, it uses none
// of them: arrows and the letters of many languages become question marks.
const (
	fontIndex     = "font_index_v*.cache"
	fontIndexRoom = 4 << 20 // bytes; a thousand fonts take some 500 KB
	cacheVariable = "XDG_CACHE_HOME"
)

// findFonts lets look list the system's fonts in a temporary folder if the user's cache
// cannot take the list, as on a full disk.
func findFonts(look func()) {
	if cache, err := os.UserCacheDir(); err == nil && takesIndex(cache) {
		return // the toolkit looks when it needs a font
	}
	for _, dir := range []string{os.TempDir(), os.Getenv("XDG_RUNTIME_DIR"), "/dev/shm"} {
		if dir == "" || !takesIndex(dir) {
			continue
		}
		dir, err := os.MkdirTemp(dir, "lectern-")
		if err != nil {
			continue
		}
		defer os.RemoveAll(dir)
		if was, set := os.LookupEnv(cacheVariable); set {
			defer os.Setenv(cacheVariable, was)
		} else {
			defer os.Unsetenv(cacheVariable)
		}
		os.Setenv(cacheVariable, dir)
		look()
		return
	}
}

// takesIndex reports whether the list of fonts can be written in a folder.
func takesIndex(dir string) bool {
	if room(dir) < fontIndexRoom {
		return false
	}
	old, _ := filepath.Glob(filepath.Join(dir, fontIndex)) // may belong to another user
	for _, path := range old {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return false
		}
		f.Close()
	}
	f, err := os.CreateTemp(dir, "lectern-")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

// hear sends the messages of the toolkit to the log and, unless they are minor, to
// standard error.
func hear(l *slog.Logger) {
	log.SetFlags(0)
	log.SetOutput(&toolkitLog{log: l, rest: os.Stderr})
}

// toolkitLog receives the lines that fyne.LogError writes: a reason, then indented
// lines about it, of which the first is the cause. The log package makes one call at a
// time.
type toolkitLog struct {
	log   *slog.Logger
	rest  io.Writer
	minor bool   // the last reason was minor
	held  []byte // a reason that waits for its cause
	cause string // the cause that makes the held reason minor
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
