package cli

import (
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"lectern/assets"
	"lectern/library"
	"lectern/ui"
)

// appID names the program to the desktop: preferences and the window's class
// go by it. FyneApp.toml and assets/lectern.desktop say the same.
const appID = "io.github.lectern.Lectern"

// toolkitID is the ID that the toolkit is given. It has a folder of its own for
// preferences: those of Lectern are in the folder of appID, and the toolkit would
// write over them when it ends (see preferences.go in ui).
const toolkitID = appID + ".toolkit"

// gcPercent is how much garbage may stand beside what is in use, in percent. A
// library rests most of the time and holds a lot: half of Go's usual allowance
// saves 50 MB at 100,000 files and costs nothing one could see.
const gcPercent = 50

// startHeap is how much the start may allocate before the first collection, in
// bytes: an empty library's window takes some 60 MB of garbage and all, and a
// collector would share the second of two processors with the catalogue.
const startHeap = 160 << 20

// windowCommand is lectern without a command: it opens the window.
func windowCommand(args []string, version string, began time.Time) int {
	r, err := windowRequest(args)
	if err != nil {
		return refuse(err)
	}
	if displayless() {
		return fail(ui.ErrNoDisplay)
	}
	log, closeLog, err := openLog(r.log, began)
	if err != nil {
		return fail(err)
	}
	defer closeLog()
	equip()
	hear(log)
	debug.SetMemoryLimit(startHeap)
	debug.SetGCPercent(-1)
	icon := fyne.NewStaticResource("lectern.png", assets.Icon)
	app.SetMetadata(fyne.AppMetadata{
		ID: toolkitID, Name: "Lectern", Version: version, Icon: icon,
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := app.NewWithID(toolkitID)
	var w *ui.Window
	err = openOrHand(func() (err error) {
		w, err = ui.New(a, ui.Options{
			Folders: r.folders, Log: log, Icon: icon, Preferences: preferencesPath(),
			Library: library.Options{Language: collation(), Catalog: r.catalog, Cache: library.CacheFolder(), Lint: true},
		})
		return err
	}, r.catalog, r.folders)
	switch {
	case errors.Is(err, errHanded):
		return done
	case errors.Is(err, ui.ErrNoDisplay):
		return fail(err)
	case err != nil:
		status := fail(err)
		refusal := ui.Refusal{Icon: icon, Catalogue: r.catalog, Reason: err}
		if pid := library.Holder(r.catalog); errors.Is(err, library.ErrLocked) && pid > 0 {
			refusal.End = func() error { return end(pid) }
		}
		// Without a display, what is written to standard error is all there is to say.
		if try, err := ui.Refuse(a, refusal); err == nil && try {
			return again(args)
		}
		return status
	}
	if l, err := listen(r.catalog); err != nil {
		log.Warn("listen_failed", "reason", err.Error()) // the window works all the same
	} else {
		// Before the catalogue is let go: the next to have it listens there.
		w.OnEnd(func() { l.Close() })
		go serve(l, w.Open, func(err error) { log.Warn("call_failed", "reason", err.Error()) })
	}
	go func() {
		<-w.Shown()
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(math.MaxInt64)
	}()
	ended := func(err error) int {
		if err != nil {
			return fail(err)
		}
		return done
	}
	return ended(w.Run(func(err error) {
		status := ended(err)
		closeLog()
		os.Exit(status)
	}))
}

// preferencesPath is where the preferences of the window lie: where the toolkit
// would put them, and earlier versions did.
func preferencesPath() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	if runtime.GOOS == "darwin" {
		dir = filepath.Join(filepath.Dir(dir), "Preferences") // from ~/Library/Application Support
	}
	return filepath.Join(dir, "fyne", appID, "preferences.json")
}

// again starts the program once more with the same arguments: the toolkit runs
// once in a process.
func again(args []string) int {
	program, err := os.Executable()
	if err == nil {
		err = exec.Command(program, args...).Start()
	}
	if err != nil {
		return fail(fmt.Errorf("start again: %w", err))
	}
	return done
}

// displayless reports whether this is a system whose displays are named in the
// environment, and none is: Fyne would panic.
func displayless() bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return false
	default:
		return os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == ""
	}
}
