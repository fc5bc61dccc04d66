//go:build linux

package e2e

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"image"
	_ "image/jpeg" // of covers
	_ "image/png"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"lectern/scripts/desktop"
)

// idle is how long TestIdlePlayer measures each time, 0 for not at all.
var idle = flag.Duration("idle", 0, "how long to measure the idle program, with mpv and without")

// remote is the player as the desktop sees it.
type remote struct {
	*session
	bus string // the address of the session bus
}

// newBus starts a session bus for the test, and returns its address.
func newBus(t *testing.T) string {
	t.Helper()
	bus := exec.Command("dbus-run-session", "--", "sh", "-c", `echo "$DBUS_SESSION_BUS_ADDRESS"; cat`)
	in, err := bus.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := bus.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := bus.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close() // ends the session
		_ = bus.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address)
}

// silent returns a folder for PATH with an mpv that needs no sound card.
func silent(t *testing.T) string {
	t.Helper()
	mpv, err := exec.LookPath("mpv")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mpv"), []byte("#!/bin/sh\nexec "+mpv+" --ao=null \"$@\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// chaptered makes a book of two minutes with a chapter every half minute, and a cover.
func chaptered(t *testing.T, path, title string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString(";FFMETADATA1\ntitle=" + title + "\nartist=Ann Archer\n")
	for i := range 4 {
		fmt.Fprintf(&text, "[CHAPTER]\nTIMEBASE=1/1\nSTART=%d\nEND=%d\ntitle=Chapter %d\n", 30*i, 30*i+30, i+1)
	}
	about := filepath.Join(t.TempDir(), "about")
	if err := os.WriteFile(about, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	made := filepath.Join(t.TempDir(), "made.m4b")
	out, err := exec.CommandContext(t.Context(), "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "sine=r=16000:d=120", "-i", about,
		"-f", "lavfi", "-i", "color=red:size=300x300:d=0.04", "-map", "0", "-map", "2", "-map_metadata", "1", "-map_chapters", "1", "-b:a", "16k", "-frames:v", "1", "-c:v", "mjpeg", "-disposition:v", "attached_pic", made).CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	if err := exec.Command("cp", made, path).Run(); err != nil {
		t.Fatal(err)
	}
}

// ctl runs playerctl, and returns what it prints.
func (r *remote) ctl(args ...string) string {
	r.Helper()
	cmd := exec.CommandContext(r.Context(), "playerctl", args...)
	cmd.Env = append(os.Environ(), "DBUS_SESSION_BUS_ADDRESS="+r.bus)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%v: %s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// says waits until playerctl prints what is wanted.
func (r *remote) says(what string, wanted func(string) bool, args ...string) {
	r.Helper()
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	said := ""
	for !wanted(said) {
		if ctx.Err() != nil {
			r.Fatalf("%s: playerctl %v says %q", what, args, said)
		}
		said = r.ctl(args...)
	}
}

func is(want string) func(string) bool { return func(got string) bool { return got == want } }

// about is a condition on a number: it is no less than from, and less than to.
func about(from, to float64) func(string) bool {
	return func(said string) bool {
		n, err := strconv.ParseFloat(said, 64)
		return err == nil && n >= from && n < to
	}
}

// isPicture is the condition on an address that a picture is there.
func isPicture(address string) bool {
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "file" {
		return false
	}
	f, err := os.Open(at.Path)
	if err != nil {
		return false
	}
	defer f.Close()
	_, _, err = image.DecodeConfig(f)
	return err == nil
}

// rate waits until the rate on the bus is as wanted. It sets it first if set is true:
// playerctl cannot.
func (r *remote) rate(want float64, set bool) {
	r.Helper()
	const rate = "org.mpris.MediaPlayer2.Player.Rate"
	conn, err := dbus.Connect(r.bus)
	r.must(err)
	defer conn.Close()
	player := conn.Object("org.mpris.MediaPlayer2.lectern", "/org/mpris/MediaPlayer2")
	if set {
		r.must(player.SetProperty(rate, dbus.MakeVariant(want)))
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	for {
		v, err := player.GetProperty(rate)
		r.must(err)
		if v.Value() == want {
			return
		}
		if ctx.Err() != nil {
			r.Fatalf("the rate is %v, want %v", v, want)
		}
	}
}

// mpvs returns the processes of mpv that the program has.
func (r *remote) mpvs() (pids []int) {
	r.Helper()
	left, err := filepath.Glob("/proc/[0-9]*/stat")
	r.must(err)
	for _, stat := range left {
		text, _ := os.ReadFile(stat)
		_, after, _ := strings.Cut(string(text), ") ")
		fields := strings.Fields(after)
		if len(fields) > 1 && fields[1] == strconv.Itoa(r.Process()) && strings.Contains(string(text), "(mpv)") {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
			pids = append(pids, pid)
		}
	}
	return pids
}

// play starts the program for a folder, and plays its first book by a double click. It returns
// from where the book plays, in seconds.
func play(t *testing.T, screen *desktop.Screen, name, home, path, bus, dir string, restored bool) (r *remote, from float64) {
	t.Helper()
	how := desktop.Start{Home: home, Path: path, Bus: bus}
	if !restored {
		how.Folders = []string{dir}
	}
	s := start(t, screen, name, how)
	s.event("rows", func(e desktop.Event) bool { return e.Rows == 1 && (e.Msg == "rows_shown" || e.Msg == "first_rows") })
	return &remote{s, bus}, s.playFirst("rows")
}

// playFirst plays the first book by a double click, and returns from where, in seconds.
func (s *session) playFirst(picture string) (from float64) {
	s.Helper()
	e := s.opens(inRow(s.first(picture), 0), "book_played", whatever)
	_, at, _ := strings.Cut(e.Line, `"at":`)
	nanoseconds, _, _ := strings.Cut(at, ",")
	n, err := strconv.ParseFloat(strings.TrimRight(nanoseconds, "}"), 64)
	s.must(err)
	return n / 1e9
}

// TestPlaying plays a book in the real window, and controls it there and from the desktop.
// Meanwhile its file moves, the program is started again, and the file is deleted. The next
// session goes on where it stopped.
func TestPlaying(t *testing.T) {
	require(t, "mpv", "playerctl", "dbus-run-session", "ffmpeg")
	home, screen, path, bus := newHome(t), openScreen(t), silent(t), newBus(t)
	dir := filepath.Join(home, "Audiobooks")
	file := filepath.Join(dir, "Ann Archer", "Abbey.m4b")
	chaptered(t, file, "Abbey")
	r, _ := play(t, screen, t.Name(), home, path, bus, dir, false)
	r.says("it plays", is("Playing"), "status")
	r.says("its title", is("Abbey by Ann Archer, 120000000"), "metadata", "--format", "{{title}} by {{artist}}, {{mpris:length}}")
	r.says("its cover", isPicture, "metadata", "mpris:artUrl")
	r.press("space")
	r.says("Space pauses", is("Paused"), "status")
	r.ctl("next")
	r.says("the next chapter", about(30, 31), "position")
	r.press("ctrl+shift+Right")
	r.says("the next chapter, in the window", about(60, 61), "position")
	r.ctl("previous")
	r.says("the chapter before", about(30, 31), "position")
	r.press("ctrl+shift+Left")
	r.says("the chapter before, in the window", about(0, 1), "position")
	r.ctl("position", "95")
	r.says("a place", about(95, 96), "position")
	r.ctl("position", "7-")
	r.says("back", about(88, 89), "position")
	r.ctl("position", "5+")
	r.says("forward", about(93, 94), "position")
	r.press("ctrl+Left")
	r.says("back in the window", about(63, 64), "position")
	r.press("ctrl+Right")
	r.says("forward in the window", about(93, 94), "position")
	r.ctl("position", "66")
	r.says("a place before", about(66, 67), "position")
	r.ctl("volume", "0.5")
	r.says("half the volume", about(0.499, 0.501), "volume")
	r.press("ctrl+Up")
	r.says("louder in the window", about(0.549, 0.551), "volume")
	r.press("ctrl+bracketright")
	r.rate(1.05, false)
	r.rate(2, true)
	r.press("ctrl+bracketright")
	r.rate(2.05, false)
	r.rate(0.5, true) // a busy machine needs time before the end of the book
	r.ctl("play")
	r.says("it plays on", about(66, 120), "position")

	// The file moves; a second start changes nothing.
	moved := filepath.Join(dir, "Ann Archer", "Abbey again.m4b")
	r.must(os.Rename(file, moved))
	r.next("scan_done", func(e desktop.Event) bool { return e.Moved == 1 })
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if said, err := r.Again(ctx); err != nil || said != "" {
		t.Fatalf("the second start: %v: %s", err, said)
	}
	r.says("it still plays", is("Playing"), "status")
	r.says("one player", is("lectern"), "-l")
	if pids := r.mpvs(); len(pids) != 1 {
		t.Errorf("processes of mpv: %v", pids)
	}
	r.ctl("position", "40")
	r.says("in the moved file", about(40, 60), "position")
	r.ctl("pause")
	r.says("a pause", is("Paused"), "status")
	stopped, err := strconv.ParseFloat(r.ctl("position"), 64)
	r.must(err)
	r.close()

	// Without a bus it goes on there, and the file may be deleted.
	r, from := play(t, screen, t.Name()+"-again", home, path, "", dir, true)
	if from < stopped-1 || from > stopped+1 {
		t.Errorf("it goes on at %v s, and stopped at %v s", from, stopped)
	}
	r.must(os.Remove(moved))
	r.next("scan_done", func(e desktop.Event) bool { return e.Missing == 1 })
	if pids := r.mpvs(); len(pids) != 1 {
		t.Errorf("processes of mpv: %v", pids)
	}
	r.close()
}

// TestIdlePlayer measures the processor time of the idle program: with a book that is paused,
// with one that is paused for long, and with none.
func TestIdlePlayer(t *testing.T) {
	if *idle == 0 {
		t.Skip("it takes minutes; -idle 20s measures")
	}
	require(t, "mpv", "playerctl", "dbus-run-session", "ffmpeg")
	home, screen, path, bus := newHome(t), openScreen(t), silent(t), newBus(t)
	dir := filepath.Join(home, "Audiobooks")
	chaptered(t, filepath.Join(dir, "Abbey.m4b"), "Abbey")
	r, _ := play(t, screen, t.Name(), home, path, bus, dir, false)
	for range 3 {
		r.says("it plays", is("Playing"), "status")
		from, err := strconv.ParseFloat(r.ctl("position"), 64)
		r.must(err)
		r.says("mpv has started", about(from+1, 120), "position")
		r.press("space")
		r.says("a pause", is("Paused"), "status")
		r.next("memory_returned", whatever) // the place of the pause is kept and shown: from here on nothing happens
		paused, mpv := r.spent(append(r.mpvs(), r.Process()))
		ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
		for len(r.mpvs()) > 0 && ctx.Err() == nil { // it ends after a minute of pause
			r.must(exec.CommandContext(ctx, "sleep", "1").Run())
		}
		cancel()
		rested, _ := r.spent(append(r.mpvs(), r.Process()))
		r.ctl("stop")
		r.says("stopped", is("Stopped"), "status")
		without, _ := r.spent([]int{r.Process()})
		t.Logf("in %v: %v in a pause, %v of it mpv; %v in a long pause; %v with nothing to play", *idle, paused, mpv, rested, without)
		r.press("Return")
	}
	r.close()
}

// spent returns how much processor time processes use while nothing happens, and how much of
// it the first of them.
func (r *remote) spent(pids []int) (all, first time.Duration) {
	r.Helper()
	of := func(pid int) time.Duration {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		r.must(err)
		_, after, _ := strings.Cut(string(text), ") ")
		fields := strings.Fields(after)
		user, _ := strconv.Atoi(fields[11])
		system, _ := strconv.Atoi(fields[12])
		return time.Duration(user+system) * 10 * time.Millisecond
	}
	before := make([]time.Duration, len(pids))
	for i, pid := range pids {
		before[i] = of(pid)
	}
	<-time.After(*idle)
	for i, pid := range pids {
		used := of(pid) - before[i]
		if all += used; i == 0 {
			first = used
		}
	}
	return all, first
}

// barButtons returns the middles of the five buttons of the bar, from the previous chapter to
// the next. Only the one in the middle has a ground of its own.
func barButtons(p *desktop.Picture) (at [5]image.Point) {
	bar := image.Rect(p.Rect.Max.X/4, p.Rect.Max.Y-barHeight, p.Rect.Max.X*3/4, p.Rect.Max.Y)
	play := p.Box(bar, buttonColour)
	for i := range at {
		at[i] = image.Pt((play.Min.X+play.Max.X)/2+(i-2)*play.Dx(), (play.Min.Y+play.Max.Y)/2)
	}
	return at
}

// Places in the bar, from its right edge, in pixels.
const (
	barHeight                            = 76
	toSpeed, toMarks, toSleep, toClosing = 272, 230, 195, 30
)

// TestPlaybar uses the bar with the mouse. Meanwhile the folder goes away and comes back, and
// the file is replaced. The next session goes on from Continue.
func TestPlaybar(t *testing.T) {
	require(t, "mpv", "playerctl", "dbus-run-session", "ffmpeg")
	home, screen, path, bus := newHome(t), openScreen(t), silent(t), newBus(t)
	dir := filepath.Join(home, "Audiobooks")
	file := filepath.Join(dir, "Ann Archer", "Abbey.m4b")
	chaptered(t, file, "Abbey")
	r, _ := play(t, screen, t.Name(), home, path, bus, dir, false)
	r.says("it plays", is("Playing"), "status")
	p := r.see("the bar", func(p *desktop.Picture) bool { return barButtons(p)[2].X > 0 })
	button := barButtons(p)
	tool := func(fromRight int) image.Point {
		return image.Pt(p.Rect.Max.X-fromRight, p.Rect.Max.Y-barHeight/2)
	}
	r.click(button[2])
	r.says("the button pauses", is("Paused"), "status")
	r.click(button[4])
	r.says("the next chapter", about(30, 31), "position")
	r.click(button[3])
	r.says("30 seconds forward", about(60, 61), "position")
	r.click(button[1])
	r.says("30 seconds back", about(30, 31), "position")
	r.click(button[0])
	r.says("the chapter before", about(0, 1), "position")
	choose := func(at image.Point, downs int) {
		t.Helper()
		before := r.see("no menu", func(*desktop.Picture) bool { return true })
		r.click(at)
		r.see("a menu", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 5000 })
		for range downs {
			r.press("Down")
		}
		r.press("Return")
	}
	choose(tool(toSpeed), 2)
	r.rate(0.75, false)
	choose(tool(toSpeed), 12)
	r.rate(2, false)
	before := r.see("before the bookmark", func(*desktop.Picture) bool { return true })
	choose(tool(toMarks), 1)
	r.see("a box for the note", func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 50000 })
	r.write("here")
	r.press("Return")
	r.next("bookmark_changed", whatever)
	r.ctl("position", "57")
	r.says("before the end of a chapter", about(57, 58), "position")
	choose(tool(toSleep), 2)
	r.click(button[2])
	r.says("the chapter ends", about(60, 60.5), "position")
	r.says("it sleeps", is("Paused"), "status")
	r.rate(1, true) // a busy machine needs time before the end of the book

	// The folder goes away while the book plays: what mpv has open plays on.
	r.click(button[2])
	r.says("it plays on", about(61, 120), "position")
	r.must(os.Rename(dir, dir+" away"))
	r.next("root_offline", whatever)
	r.says("without the folder", about(64, 120), "position")
	r.says("it still plays", is("Playing"), "status")
	r.must(os.Rename(dir+" away", dir))
	r.next("scan_done", func(e desktop.Event) bool { return e.Files == 1 })
	r.ctl("position", "10")
	r.says("in the folder that is back", about(10, 30), "position")

	// Another file takes its place.
	chaptered(t, file+".new", "Abbey again")
	r.must(os.Rename(file+".new", file))
	r.next("scan_done", func(e desktop.Event) bool { return e.Changed == 1 })
	r.ctl("position", "40")
	r.says("in the new file", about(40, 60), "position")
	r.click(button[2])
	r.says("a pause", is("Paused"), "status")
	stopped, err := strconv.ParseFloat(r.ctl("position"), 64)
	r.must(err)
	r.click(tool(toClosing))
	r.says("closed", is("Stopped"), "status")
	r.close()

	s := start(t, screen, t.Name()+"-again", desktop.Start{Home: home, Path: path})
	s.event("rows", func(e desktop.Event) bool { return e.Rows == 1 && (e.Msg == "rows_shown" || e.Msg == "first_rows") })
	side := s.first("the second session")
	s.clickNode(nodes(side)[1])
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "is:started" })
	s.see("the filter above the rows", func(p *desktop.Picture) bool { return p.Differ(table(side), side) > 1000 })
	if from := s.playFirst("Continue"); from < stopped-1 || from > stopped+1 {
		t.Errorf("it goes on at %v s, and stopped at %v s", from, stopped)
	}
	s.close()
}
