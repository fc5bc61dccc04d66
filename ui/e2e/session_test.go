//go:build linux

package e2e

import (
	"context"
	"errors"
	"fmt"
	"image"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
)

const (
	// kept is where logs, pictures and the corpus are kept, relative to this folder.
	kept = "../../build/e2e"

	// patience bounds each wait: if the program does nothing, the test fails then.
	patience = time.Minute

	screenWidth, screenHeight = 1400, 950
	windowWidth, windowHeight = 1280, 800
)

// session is a test with the running program.
type session struct {
	*testing.T
	*desktop.Window
}

// begin starts the program with the home folder home.
func begin(t *testing.T, home, path string, folders ...string) *session {
	t.Helper()
	return beginOn(t, openScreen(t), t.Name(), home, path, folders...)
}

func openScreen(t *testing.T) *desktop.Screen {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	screen, err := desktop.Open(ctx, screenWidth, screenHeight)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Close() })
	return screen
}

// beginOn starts the program on a screen. Its log is kept under a name.
func beginOn(t *testing.T, screen *desktop.Screen, name, home, path string, folders ...string) *session {
	t.Helper()
	return start(t, screen, name, desktop.Start{Home: home, Path: path, Folders: folders})
}

// start starts the program, with the settings that all tests share beside its own.
func start(t *testing.T, screen *desktop.Screen, name string, how desktop.Start) *session {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	how.Binary, how.Log = binary(t), filepath.Join(kept, name+".log")
	own := how.Preferences
	how.Preferences = map[string]any{
		"everyFile":        !slices.Contains([]string{"TestEdit", "TestBooks", "TestExport", "TestMetadata", "TestQuiet"}, name), // rows that a test counts are files
		"exportAllColumns": true, "appearance": "light", "details": "hidden", "fontsTold": true, "windowWidth": float64(windowWidth), "windowHeight": float64(windowHeight),
	}
	maps.Copy(how.Preferences, own)
	w, err := screen.Start(ctx, how)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Kill)
	return &session{T: t, Window: w}
}

// require skips the test if there can be no screen, or fails it if there should be one;
// likewise for more programs. The test runs beside others: each has a screen and a home of
// its own. It makes the folder for logs and pictures.
func require(t *testing.T, programs ...string) {
	t.Helper()
	t.Parallel()
	if missing := desktop.Missing(slices.Concat(desktop.Programs, programs)); len(missing) > 0 {
		if os.Getenv("CI") == "true" || os.Getenv("LECTERN_E2E") == "1" {
			t.Fatalf("missing: %s (scripts/deps.sh test installs them)", strings.Join(missing, " "))
		}
		t.Skipf("missing: %s (scripts/deps.sh test installs them)", strings.Join(missing, " "))
	}
	if err := os.MkdirAll(kept, 0o755); err != nil {
		t.Fatal(err)
	}
}

// binary returns the program to test.
func binary(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("LECTERN"); path != "" {
		return path
	}
	path, err := filepath.Abs(filepath.Join(kept, "lectern"))
	if err != nil {
		t.Fatal(err)
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-buildvcs=false", "-o", path, "lectern")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// books returns a corpus, which is made once. Tests only read it, and make no links to its
// files: a link changes a file's ctime, so that another test finds the file changed.
func books(t *testing.T) *corpus.Manifest {
	t.Helper()
	m, err := corpusOnce()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// library returns a folder with the corpus and a few more books beside it. Tests only read
// it.
func library(t *testing.T) (dir string, m *corpus.Manifest) {
	t.Helper()
	m = books(t)
	return filepath.Dir(m.Dir), m
}

// more is the folder of the library with links to some of the corpus.
const more = "more"

var corpusOnce = sync.OnceValues(func() (*corpus.Manifest, error) {
	dir := filepath.Join(kept, "library")
	m, err := corpus.Make(context.Background(), corpus.Options{Dir: filepath.Join(dir, "corpus"), Files: made, Seed: 1})
	if err != nil {
		return nil, err
	}
	links := filepath.Join(dir, more)
	return m, errors.Join(os.RemoveAll(links), corpus.Links(context.Background(), m.Dir, links, linked))
})

// perFolder is how many files a folder of rare files has.
const perFolder = 12

// rare fills a folder with n files of a format that only ffprobe reads, so that their
// probes are slow enough to be watched, and can be held up by a gate.
func rare(t *testing.T, dir string, n int) {
	t.Helper()
	one := filepath.Join(t.TempDir(), "one.mka")
	make := exec.CommandContext(t.Context(), "ffmpeg", "-hide_banner", "-v", "error", "-nostdin",
		"-f", "lavfi", "-i", "sine=d=2", "-c:a", "libvorbis", "-metadata", "artist=Somebody", one)
	if out, err := make.CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	sound, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("Author %d", i/perFolder/6), fmt.Sprintf("Book %d", i/perFolder))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("Part %d.mka", i%perFolder+1)), sound, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// newHome makes a home folder for the user.
func newHome(t *testing.T) string {
	t.Helper()
	base, err := filepath.Abs(kept)
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.MkdirTemp(base, "home-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(home); err != nil {
			t.Error(err)
		}
	})
	return home
}

// next waits for an event of a name that meets a condition.
func (s *session) next(msg string, meets func(desktop.Event) bool) desktop.Event {
	s.Helper()
	return s.event(msg, func(e desktop.Event) bool { return e.Msg == msg && meets(e) })
}

// event waits for an event that meets a condition; what names it in errors.
func (s *session) event(what string, meets func(desktop.Event) bool) desktop.Event {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	e, err := s.Log.Next(ctx, meets)
	if err != nil {
		s.Fatalf("no %s as awaited: %v", what, err)
	}
	return e
}

// whatever is the condition that every event meets.
func whatever(desktop.Event) bool { return true }

// press, write, click and doubleClick fail the test on an error.
func (s *session) press(keys ...string)       { s.Helper(); s.must(s.Press(s.Context(), keys...)) }
func (s *session) write(text string)          { s.Helper(); s.must(s.Type(s.Context(), text)) }
func (s *session) click(at image.Point)       { s.Helper(); s.must(s.Click(s.Context(), at)) }
func (s *session) rightClick(at image.Point)  { s.Helper(); s.must(s.RightClick(s.Context(), at)) }
func (s *session) doubleClick(at image.Point) { s.Helper(); s.must(s.DoubleClick(s.Context(), at)) }

// opens double-clicks a place, and waits for the event that this causes. It clicks again if a
// busy window took the clicks for two single ones.
func (s *session) opens(at image.Point, msg string, meets func(desktop.Event) bool) desktop.Event {
	s.Helper()
	for range 5 {
		s.doubleClick(at)
		ctx, cancel := context.WithTimeout(s.Context(), patience/10)
		e, err := s.Log.Next(ctx, func(e desktop.Event) bool { return e.Msg == msg && meets(e) })
		cancel()
		if err == nil {
			return e
		}
	}
	return s.next(msg, meets)
}

func (s *session) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// picture returns the path at which a picture is kept under a name.
func (s *session) picture(name string) string {
	return filepath.Join(kept, strings.ReplaceAll(s.Name(), "/", " ")+"-"+name+".png")
}

// see takes pictures until one meets the condition, and keeps the last one under a
// name.
func (s *session) see(name string, shows func(*desktop.Picture) bool) *desktop.Picture {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	p, err := s.Until(ctx, shows)
	if p != nil {
		s.must(p.Save(s.picture(name)))
	}
	if err != nil {
		s.Fatalf("the window never showed %s: %v", name, err)
	}
	return p
}

// first selects the first row and waits until the picture shows it. It presses the key
// again if a new window missed it.
func (s *session) first(name string) *desktop.Picture {
	s.Helper()
	for range 5 {
		s.press("Home")
		ctx, cancel := context.WithTimeout(s.Context(), patience/10)
		p, err := s.Until(ctx, marked)
		cancel()
		if err == nil {
			s.must(p.Save(s.picture(name)))
			return p
		}
	}
	return s.see(name, marked)
}

// close closes the window as the user does, and checks that the program ends with
// status 0 and leaves no process running.
func (s *session) close() {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	s.press("alt+F4")
	s.must(s.Wait(ctx))
	left, err := s.Left()
	s.must(err)
	if len(left) > 0 {
		s.Errorf("the program left processes: %v", left)
	}
	// On standard error the toolkit reports calls on the wrong goroutine, and Go panics
	// and races. It is empty if all is well.
	if s.Stderr() != "" {
		s.Errorf("on standard error:\n%s", s.Stderr())
	}
	for _, e := range s.Log.All() {
		if strings.HasPrefix(e.Msg, "not JSON") {
			s.Errorf("in the log: %s", e.Line)
		}
	}
}

// alone waits until the program's session has no other process.
func (s *session) alone() {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	for {
		left, err := s.Left()
		s.must(err)
		if len(left) == 1 {
			return
		}
		if ctx.Err() != nil {
			s.Fatalf("processes that do not end: %v", left)
		}
	}
}

// slowFrames reports how often and how long the UI goroutine was busy.
func (s *session) slowFrames() (n, worst int) {
	for _, e := range s.Log.All() {
		if e.Msg == "slow_frame" {
			n, worst = n+1, max(worst, e.Ms)
		}
	}
	return n, worst
}

// cancel clicks the Cancel button and returns the end of the work, and how long after
// the click it came.
func (s *session) cancel(p *desktop.Picture) (desktop.Event, time.Duration) {
	s.Helper()
	s.must(s.Point(s.Context(), cancelButton(p)))
	clicked := time.Now()
	s.must(s.Button(s.Context(), 1))
	e := s.next("probe_done", whatever)
	if !e.Cancelled {
		s.Fatalf("nothing to cancel: %s", e.Line)
	}
	return e, e.Time.Sub(clicked)
}

// since returns the time between two events in milliseconds, by the program's clock.
func since(from, to desktop.Event) float64 { return to.Elapsed - from.Elapsed }
