//go:build linux

package e2e

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"lectern/scripts/desktop"
)

// TestTroublesOfThePlayer: mpv stands still, Lectern stands still, mpv is killed twice,
// another program changes the tags of the playing file, and its root goes away and is
// removed. Playing goes on or stops with a line that says so, and the next session, in
// another language, goes on where the user stopped.
func TestTroublesOfThePlayer(t *testing.T) {
	require(t, "mpv", "playerctl", "dbus-run-session", "ffmpeg")
	home, screen, path, bus := newHome(t), openScreen(t), silent(t), newBus(t)
	dir := filepath.Join(home, "Audiobooks")
	file := filepath.Join(dir, "Ann Archer", "Abbey.m4b")
	chaptered(t, file, "Abbey")
	r, _ := play(t, screen, t.Name(), home, path, bus, dir, false)
	r.says("it plays", is("Playing"), "status")
	r.came("fingerprints_done") // the content is known, so that the file can move
	shown := r.see("no line", func(p *desktop.Picture) bool { return barButtons(p)[2].X > 0 })
	side := nodes(shown)
	// line waits until the lines above the bar say something else.
	line := func(name string) {
		t.Helper()
		above := image.Rect(shown.Rect.Max.X/4, shown.Rect.Max.Y-2*barHeight-40, shown.Rect.Max.X, shown.Rect.Max.Y-barHeight-40)
		before := shown
		shown = r.see(name, func(p *desktop.Picture) bool { return p.Differ(above, before) > 300 })
	}

	// mpv stands still, as if it waited for a disk.
	mpv := r.mpvs()[0]
	r.must(syscall.Kill(mpv, syscall.SIGSTOP))
	r.next("stalled", whatever)
	line("stalled")
	still := r.position()
	r.must(syscall.Kill(mpv, syscall.SIGCONT))
	r.says("it goes on", about(still+0.5, still+30), "position")
	line("no line any more")

	// Lectern stands still, as if the computer slept.
	r.must(syscall.Kill(r.Process(), syscall.SIGSTOP))
	r.must(exec.CommandContext(t.Context(), "sleep", "3").Run())
	r.must(syscall.Kill(r.Process(), syscall.SIGCONT))
	at := r.position()
	r.says("it plays on", about(at+1, 120), "position")

	// mpv is killed again and again.
	r.ctl("position", "20")
	r.says("a place", about(20, 30), "position")
	at = r.position()
	r.kill()
	ended := r.next("mpv_ended", whatever).Time
	line("restarted")
	r.says("it plays on", about(at+2, 60), "position") // more than is counted without mpv
	r.kill()
	again := r.next("mpv_ended", whatever).Time
	// A busy machine may have taken about the ten seconds that count as again, or more.
	if again.Sub(ended) > 9*time.Second && !r.pauses() {
		r.kill()
		r.next("mpv_ended", whatever)
	}
	r.says("it pauses", is("Paused"), "status")
	line("quit again")
	still = r.position()
	r.ctl("play")
	r.says("the user tries again", about(still+1, 90), "position")
	line("no line once more")
	// Another program writes other tags.
	r.ctl("position", "35")
	r.says("a place", about(35, 50), "position")
	out, err := exec.CommandContext(t.Context(), "ffmpeg", "-v", "error", "-nostdin", "-i", file, "-map", "0:a", "-map", "0:v", "-c", "copy", "-disposition:v", "attached_pic",
		"-metadata", "title=A much longer title than before", filepath.Join(home, "tagged.m4b")).CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	r.must(os.Rename(filepath.Join(home, "tagged.m4b"), file))
	r.next("scan_done", func(e desktop.Event) bool { return e.Changed == 1 })
	r.says("the new title", is("A much longer title than before"), "metadata", "title")
	r.says("at the same place", about(35, 70), "position")
	r.says("it plays", is("Playing"), "status")

	// Its root goes away and comes back.
	r.ctl("position", "50")
	r.must(os.Rename(dir, dir+" away"))
	r.next("root_offline", whatever)
	line("offline")
	r.says("it plays without its root", about(51, 119), "position")
	r.must(os.Rename(dir+" away", dir))
	r.next("scan_done", func(e desktop.Event) bool { return e.Files == 1 })

	// The user removes its root, and listens on.
	r.rightClick(side[4])
	r.press("Up", "Return")
	r.next("asked", whatever)
	r.press("Tab", "Return")
	r.next("view_published", func(e desktop.Event) bool { return e.Rows == 0 })
	r.ctl("position", "70")
	r.says("it plays on without the row", about(71, 119), "position")
	r.ctl("pause")
	r.says("a pause", is("Paused"), "status")
	stopped := r.position()
	r.see("removed", func(*desktop.Picture) bool { return true })
	r.close()

	// The root comes back in another language.
	s := start(t, screen, t.Name()+"-again", desktop.Start{Home: home, Path: path, Folders: []string{dir}, Preferences: map[string]any{"language": "de"}})
	s.event("rows", func(e desktop.Event) bool { return e.Rows == 1 && (e.Msg == "rows_shown" || e.Msg == "first_rows") })
	if from := s.playFirst("German"); from < stopped-1 || from > stopped+1 {
		t.Errorf("it goes on at %v s, and stopped at %v s", from, stopped)
	}
	s.see("playing in German", func(p *desktop.Picture) bool { return barButtons(p)[2].X > 0 })
	s.close()
}

// pauses waits, when mpv has ended, until the book is paused or plays on in another mpv, and
// reports whether it is paused.
func (r *remote) pauses() (paused bool) {
	r.Helper()
	at := r.position()
	r.says("it pauses or plays on", func(status string) bool {
		paused = status == "Paused"
		return paused || status == "Playing" && r.position() > at+2 // more than is counted without mpv
	}, "status")
	return paused
}

// position returns the position on the bus in seconds.
func (r *remote) position() float64 {
	r.Helper()
	at, err := strconv.ParseFloat(r.ctl("position"), 64)
	r.must(err)
	return at
}

// kill kills mpv.
func (r *remote) kill() {
	r.Helper()
	pids := r.mpvs()
	if len(pids) != 1 {
		r.Fatalf("processes of mpv: %v", pids)
	}
	r.must(syscall.Kill(pids[0], syscall.SIGKILL))
}
