package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"lectern/assets"
	"lectern/ui"
)

// appID names the program to the desktop: preferences and the window's class
// go by it. FyneApp.toml and assets/lectern.desktop say the same.
const appID = "io.github.lectern.Lectern"

// windowCommand is lectern without a command: it opens the window.
func windowCommand(args []string, began time.Time) int {
	folders, logFile, err := windowFolders(args)
	if errors.Is(err, flag.ErrHelp) {
		return done
	}
	if err != nil {
		return misuse
	}
	log, closeLog, err := openLog(logFile, began)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lectern:", err)
		return failed
	}
	defer closeLog()
	icon := fyne.NewStaticResource("lectern.png", assets.Icon)
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: "Lectern", Version: version, Icon: icon,
		Migrations: map[string]bool{"fyneDo": true},
	})
	ui.New(app.NewWithID(appID), ui.Options{Folders: folders, Log: log, Icon: icon}).Run()
	return done
}
