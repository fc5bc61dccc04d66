//go:build linux

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lectern/scripts/desktop"
)

// TestFinishedInTheLastHundredth: a long book is finished in its last hundredth, before its
// end and not before. A look at an old chapter leaves it finished.
func TestFinishedInTheLastHundredth(t *testing.T) {
	require(t, "mpv", "playerctl", "dbus-run-session", "ffmpeg")
	home, screen, path, bus := newHome(t), openScreen(t), silent(t), newBus(t)
	dir := filepath.Join(home, "Audiobooks")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	const length = 10_000 // seconds, of which the last 100 are left to finish it
	out, err := exec.CommandContext(t.Context(), "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", fmt.Sprintf("anullsrc=r=8000:cl=mono:d=%d", length),
		"-b:a", "16k", "-metadata", "title=Abbey", filepath.Join(dir, "Abbey.m4b")).CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	r, _ := play(t, screen, t.Name(), home, path, bus, dir, false)
	r.says("it plays", is("Playing"), "status")
	finished := func(rows int) {
		t.Helper()
		r.next("view_published", func(e desktop.Event) bool { return e.Query == "is:finished" && e.Rows == rows })
	}
	r.press("ctrl+f")
	r.write("is:finished")
	finished(0)
	r.ctl("position", "9880")
	r.says("before its last hundredth", about(9881, 9900), "position")
	for _, e := range r.Log.All() {
		if e.Msg == "view_published" && e.Query == "is:finished" && e.Rows != 0 {
			t.Errorf("finished before its last hundredth: %s", e.Line)
		}
	}
	finished(1)
	r.says("it is finished before its last minute", about(9900, 9930), "position")
	r.says("it plays on", is("Playing"), "status")
	r.ctl("position", "60")
	r.says("an old chapter", about(66, 120), "position")
	r.ctl("pause")
	r.says("a pause", is("Paused"), "status")
	r.close()

	s := start(t, screen, t.Name()+"-again", desktop.Start{Home: home, Path: path})
	s.event("rows", func(e desktop.Event) bool { return e.Rows == 1 && (e.Msg == "rows_shown" || e.Msg == "first_rows") })
	s.press("ctrl+f")
	s.write("is:finished")
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "is:finished" && e.Rows == 1 })
	s.close()
}
