//go:build !headless

package cli

import (
	"errors"
	"log/slog"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"golang.org/x/text/language"

	"lectern/assets"
	"lectern/library"
	"lectern/library/message"
	"lectern/ui"
)

// appID identifies the program to the desktop: it names the folder of the preferences,
// the class of the window, the desktop file and the icon. A test in scripts holds that
// FyneApp.toml and the files in assets have the same ID.
const appID = "io.github.lectern.Lectern"

// toolkitID is the ID that the toolkit gets. It gives the toolkit a folder of its own
// for preferences: the folder of appID holds those of Lectern, and the toolkit would
// overwrite them when it ends (see preferences.go in ui).
const toolkitID = appID + ".toolkit"

// gcPercent is how much garbage there may be, in percent of the memory in use. A
// library rests most of the time and holds a lot. With 99,000 files the peak is 56 MB
// below that of 50 percent, and a start takes the same processor time; 30 percent takes a
// tenth more.
const gcPercent = 40

// startHeap is how many bytes the start may allocate before the first garbage
// collection. The window of an empty library allocates some 60 MB in all. A collection
// would compete with the reading of the catalogue for the second of two processors.
const startHeap = 160 << 20

// windowCommand runs lectern without a command: it opens the window. It returns the
// exit status.
func windowCommand(args []string, version string, began time.Time) int {
	r, err := windowRequest(args)
	if err != nil {
		return refuse(err)
	}
	if err := locate(r.folders, r.catalog, r.log); err != nil {
		return fail(err)
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
	findFonts(func() { fyne.MeasureText("▲", 10, fyne.TextStyle{}) })
	var w *ui.Window
	err = openOrHand(func() (err error) {
		w, err = ui.New(a, ui.Options{
			ID: appID, Folders: r.folders, Log: log, Icon: icon, Preferences: preferencesPath(), LogFile: r.log,
			Library: library.Options{Language: sorting(), Catalog: r.catalog, Cache: library.CacheFolder(), Lint: true},
		})
		return err
	}, r.catalog, r.folders)
	if errors.Is(err, errHanded) {
		return done
	}
	if err != nil {
		return refuseWindow(a, ui.Refusal{ID: appID, Icon: icon, Catalogue: r.catalog, Reason: err}, args)
	}
	hearCalls(w, r.catalog, log)
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

// refuseWindow says why the window does not open, in a window of its own if there is a
// display. The user may mend it there and start again. refuseWindow returns the exit status.
func refuseWindow(a fyne.App, refusal ui.Refusal, args []string) int {
	status := fail(refusal.Reason)
	if errors.Is(refusal.Reason, ui.ErrNoDisplay) {
		return status
	}
	if pid := library.Holder(refusal.Catalogue); errors.Is(refusal.Reason, library.ErrLocked) && pid > 0 {
		refusal.End = func() error { return end(pid) }
	}
	// Without a display, the message on standard error has to do.
	if try, err := ui.Refuse(a, refusal); err == nil && try {
		return again(args)
	}
	return status
}

// hearCalls lets later starts of the program hand their folders to this window.
func hearCalls(w *ui.Window, catalogue string, log *slog.Logger) {
	l, err := listen(catalogue)
	if err != nil {
		log.Warn("listen_failed", "reason", err.Error()) // the window works without it
		return
	}
	// Close before the catalogue is released: its next owner listens at the same path.
	w.OnEnd(func() { l.Close() })
	go serve(l, w.Open, func(err error) { log.Warn("call_failed", "reason", err.Error()) })
}

// sorting returns the language by whose rules the window sorts texts.
func sorting() language.Tag {
	if chosen := chosenLanguage(); chosen != language.Und {
		return chosen
	}
	return collation()
}

// preferencesPath is the path of the window's preferences: where the toolkit would put
// them, and where earlier versions did.
func preferencesPath() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	if runtime.GOOS == "darwin" {
		dir = filepath.Join(filepath.Dir(dir), "Preferences") // not in ~/Library/Application Support
	}
	return filepath.Join(dir, "fyne", appID, "preferences.json")
}

// again starts the program again with the same arguments, because the toolkit runs only
// once in a process. It returns the exit status.
func again(args []string) int {
	program, err := os.Executable()
	if err == nil {
		err = exec.Command(program, args...).Start()
	}
	if err != nil {
		return fail(message.Wrap(err, "start again: {{.Reason}}", "Reason", err))
	}
	return done
}

// displayless reports whether the environment of this system should name a display and
// names none. Fyne would panic then.
func displayless() bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return false
	default:
		return os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == ""
	}
}
