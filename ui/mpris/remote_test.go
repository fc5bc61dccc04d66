//go:build unix

package mpris

import (
	"bufio"
	"fmt"
	"log/slog"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/player"
	"lectern/scripts/needs"
)

// patience is how long a test waits on a busy machine. It costs nothing unless the test fails.
const patience = time.Minute

// newBus starts a session bus for the test.
func newBus(t *testing.T) *dbus.Conn {
	t.Helper()
	needs.Programs(t, "dbus-daemon")
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	conn, err := dbus.Connect(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// TestOnTheBus: another program sees the book, is told of changes and jumps, and controls
// the player.
func TestOnTheBus(t *testing.T) {
	conn := newBus(t)
	did := make(chan string, 20)
	say := func(what string) func() { return func() { did <- what } }
	r, err := Connect("io.github.lectern.Lectern", Commands{
		Toggle: say("toggle"), Play: say("play"), Pause: say("pause"), Stop: say("stop"), Previous: say("previous"), Next: say("next"), Raise: say("raise"), Quit: say("quit"),
		Skip: func(by time.Duration) { did <- fmt.Sprint("skip ", by) }, Seek: func(at time.Duration) { did <- fmt.Sprint("seek ", at) },
		SetSpeed: func(speed float64) { did <- fmt.Sprint("speed ", speed) }, SetVolume: func(percent int) { did <- fmt.Sprint("volume ", percent) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	other := conn.Object(name, path)
	signals := make(chan *dbus.Signal, 20)
	conn.Signal(signals)
	if err := conn.AddMatchSignal(dbus.WithMatchObjectPath(path)); err != nil {
		t.Fatal(err)
	}
	line := player.NewTimeline(&book.Book{ID: 7, Meta: book.Meta{Title: "Emma"}, Files: []*book.File{{Media: book.Pack(&book.Media{Duration: time.Hour})}}}, nil)
	r.Set(&State{Status: &player.Status{Timeline: line, Playing: true, Speed: 1.5, Volume: 50}, Authors: []string{"Jane Austen"}, Cover: "file:///c.jpg"})
	changed := (<-signals).Body[1].(map[string]dbus.Variant)
	if got := changed["PlaybackStatus"].Value(); got != "Playing" || changed["Position"].Value() != nil {
		t.Errorf("told of %v", changed)
	}
	for property, want := range map[string]string{
		play + ".PlaybackStatus": `"Playing"`, play + ".Rate": "@d 1.5", play + ".Volume": "@d 0.5", play + ".Position": "@x 0", app + ".Identity": `"Lectern"`, app + ".DesktopEntry": `"io.github.lectern.Lectern"`,
		play + ".Metadata": `{"mpris:artUrl": <"file:///c.jpg">, "mpris:length": <@x 3600000000>, "mpris:trackid": <@o "/lectern/book/7">, "xesam:artist": <["Jane Austen"]>, "xesam:title": <"Emma">}`,
	} {
		if v, err := other.GetProperty(property); err != nil || v.String() != want {
			t.Errorf("%s: %v %v, want %s", property, v, err, want)
		}
	}
	for _, c := range []struct {
		track dbus.ObjectPath
		at    int64
	}{{"/lectern/book/6", 90e6}, {"/lectern/book/7", 3601e6}, {"/lectern/book/7", -1}} { // the next command must be the first below
		if err := other.Call(play+".SetPosition", 0, c.track, c.at).Err; err != nil {
			t.Errorf("%v: %v", c, err)
		}
	}
	for _, c := range []struct {
		method string
		args   []any
		want   string
	}{
		{play + ".PlayPause", nil, "toggle"}, {play + ".Play", nil, "play"}, {play + ".Pause", nil, "pause"}, {play + ".Stop", nil, "stop"},
		{play + ".Next", nil, "next"}, {play + ".Previous", nil, "previous"}, {app + ".Raise", nil, "raise"}, {app + ".Quit", nil, "quit"},
		{play + ".Seek", []any{int64(-5e6)}, "skip -5s"}, {play + ".SetPosition", []any{dbus.ObjectPath("/lectern/book/7"), int64(90e6)}, "seek 1m30s"},
		{bus + ".Set", []any{play, "Rate", dbus.MakeVariant(2.0)}, "speed 2"}, {bus + ".Set", []any{play, "Rate", dbus.MakeVariant(0.0)}, "pause"},
		{bus + ".Set", []any{play, "Volume", dbus.MakeVariant(0.3)}, "volume 30"},
	} {
		if err := other.Call(c.method, 0, c.args...).Err; err != nil {
			t.Errorf("%s: %v", c.method, err)
		} else if got := <-did; got != c.want {
			t.Errorf("%s: %s, want %s", c.method, got, c.want)
		}
	}
	if err := other.Call(play+".OpenUri", 0, "file:///x").Err; err == nil {
		t.Error("OpenUri opens something")
	}
	if err := other.SetProperty(play+".Position", dbus.MakeVariant(int64(1))); err == nil {
		t.Error("Position can be set")
	}
	r.Set(&State{Status: &player.Status{}})
	if changed := (<-signals).Body[1].(map[string]dbus.Variant); changed["PlaybackStatus"].Value() != "Stopped" {
		t.Errorf("told of %v", changed)
	}
	second, err := Connect("io.github.lectern.Lectern", Commands{})
	if err != nil {
		t.Errorf("a second window: %v", err)
	}
	second.Close()
}

// TestWithoutABus: the player works without a bus, and when the bus ends.
func TestWithoutABus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	r, err := Connect("io.github.lectern.Lectern", Commands{})
	if err == nil {
		t.Error("there is a bus")
	}
	r.Set(&State{})
	r.Close()
}

// TestSeeked: other programs are told of jumps of a book that plays, with its position, and
// of nothing else: they count the time themselves.
func TestSeeked(t *testing.T) {
	needs.Programs(t, "mpv", "ffmpeg")
	conn := newBus(t)
	r, err := Connect("io.github.lectern.Lectern", Commands{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	jumps := make(chan *dbus.Signal, 100)
	conn.Signal(jumps)
	if err := conn.AddMatchSignal(dbus.WithMatchObjectPath(path), dbus.WithMatchMember("Seeked")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.wav")
	if out, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=8000:d=1000", file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	changed := make(chan struct{}, 1)
	p := player.New(player.Options{Speed: 1, Log: slog.New(slog.DiscardHandler), More: []string{"--ao=null"}, Say: func(_, _ message.Message) {}, Changed: func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}})
	defer p.Close()
	until := func(holds func(*player.Status) bool) {
		t.Helper()
		late := time.After(patience)
		for {
			select {
			case <-changed:
				s := p.Status()
				r.Set(&State{Status: s})
				if holds(s) {
					return
				}
			case <-late:
				t.Fatalf("never; now %+v", p.Status())
			}
		}
	}
	p.Play(player.NewTimeline(&book.Book{ID: 7, Files: []*book.File{{Path: file, Media: book.Pack(&book.Media{Duration: 1000 * time.Second})}}}, nil), 0)
	until(func(s *player.Status) bool { return s.At(time.Now()) > 3*time.Second })
	for len(jumps) > 0 { // the book was opened
		<-jumps
	}
	for _, to := range []time.Duration{600 * time.Second, 200 * time.Second} {
		p.Seek(to)
		until(func(s *player.Status) bool { return s.At(time.Now()) >= to && s.At(time.Now()) < to+patience })
		select {
		case s := <-jumps: // the book plays on meanwhile
			if at := time.Duration(s.Body[0].(int64)) * time.Microsecond; at < to || at > p.Status().At(time.Now())+time.Second {
				t.Errorf("told of a jump to %v, want %v", at, to)
			}
		case <-time.After(patience):
			t.Fatalf("not told of the jump to %v", to)
		}
		until(func(s *player.Status) bool { return s.At(time.Now()) > to+3*time.Second })
		if len(jumps) > 0 {
			t.Errorf("told of %d jumps more", len(jumps))
		}
	}
}
