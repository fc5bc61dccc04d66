package ui

import (
	"context"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
)

// showTimeout bounds how long a file manager may take to answer.
const showTimeout = 5 * time.Second

// openFile opens a file or a folder with the system's own program for it. It
// may block and runs on a goroutine of its own.
func openFile(app fyne.App, path string) error {
	if err := app.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}); err != nil {
		return fmt.Errorf("open %s: %w", printable(filepath.Base(path)), err)
	}
	return nil
}

// showInFolder opens the file's folder with the file selected where the
// system's file manager can, else the folder alone. It may block and runs on a
// goroutine of its own.
func showInFolder(app fyne.App, path string) error {
	ctx, cancel := context.WithTimeout(context.Background(), showTimeout)
	defer cancel()
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.CommandContext(ctx, "open", "-R", path)
	case "windows":
		cmd = exec.CommandContext(ctx, "explorer", "/select,"+path)
	default:
		// The file managers' common D-Bus interface:
		// https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
		uri := (&url.URL{Scheme: "file", Path: path}).String()
		cmd = exec.CommandContext(ctx, "dbus-send", "--session", "--print-reply",
			"--dest=org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
			"org.freedesktop.FileManager1.ShowItems", "array:string:"+uri, "string:")
	}
	if cmd.Run() == nil {
		return nil
	}
	return openFile(app, filepath.Dir(path))
}
