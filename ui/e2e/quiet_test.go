//go:build linux

package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/scripts/desktop"
)

// TestQuiet runs the program as on a fresh machine: no session bus, no runtime folder,
// no cache folder, no folder for videos. The terminal shows no message about that,
// which session.close checks; the log has them.
func TestQuiet(t *testing.T) {
	require(t)
	programs := t.TempDir()
	for name, script := range map[string]string{
		"xdg-user-dir": `echo "$HOME"`, // its answer for a missing folder
		"dbus-launch":  `exit 1`,
	} {
		if err := os.WriteFile(filepath.Join(programs, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := start(t, openScreen(t), t.Name(), desktop.Start{Home: home, Path: programs, Bare: true, Folders: []string{dir}})
	s.next("scan_done", whatever)
	s.press("F10", "Down", "Down", "Down", "Down", "Down", "Return") // Import… looks for the user's folders
	s.next("asked", whatever)
	s.press("Escape")
	s.close()
}
