//go:build linux

package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/scripts/desktop"
)

var (
	walked = flag.Bool("walk", false, "walk through the whole window, which takes more than an hour")
	walkIn = flag.String("walk.in", "", "limit the walk to windows whose names contain this: light-1280x800-1")
	walkTo = flag.String("walk.to", "", "limit the walk to this act")
)

const (
	walkDir = "../../build/walk" // of the pictures

	still    = 400 * time.Millisecond // a picture that stays the same so long has settled
	unmoved  = 3 * time.Second
	unsettle = 10 * time.Second // the longest wait for a picture to settle
	cursor   = 150              // pixels of a blinking text cursor
)

// TestWalk walks through every menu entry, dialog, view mode and notice of walk.txt, in
// light and dark, in windows of several sizes, and in German and Chinese, and keeps a
// picture of each stop. It ends with a library of 10,000 files. It reports each stop that
// kept the UI goroutine busy for longer than a frame. Without -walk it only walks through
// an empty library, and keeps nothing.
func TestWalk(t *testing.T) {
	require(t)
	text, err := os.ReadFile("walk.txt")
	if err != nil {
		t.Fatal(err)
	}
	acts, err := parseWalk(string(text))
	if err != nil {
		t.Fatal(err)
	}
	first := walk{shelf: &walkShelf{program: binary(t)}, size: walkSize{1280, 800, 1}, theme: "light"}
	if !*walked {
		first.shelf.base = newHome(t)
		walkThrough(t, first, slices.DeleteFunc(acts, func(a act) bool { return a.name != "empty" }))
		return
	}
	if first.shelf.base, err = filepath.Abs(walkDir); err != nil {
		t.Fatal(err)
	}
	first.shelf.fill(t)
	for _, size := range []walkSize{first.size, {800, 600, 1}, {1366, 768, 1}, {2560, 1440, 1}, {2560, 1440, 2}} {
		for _, theme := range []string{"light", "dark"} {
			walkThrough(t, walk{shelf: first.shelf, size: size, theme: theme}, acts)
		}
	}
	for _, language := range []string{"de", "zh-Hans"} {
		in := first
		in.language = language
		walkThrough(t, in, acts)
	}
	walkThrough(t, first, []act{{"many", acts[0].stops, acts[0].menus}})
}

// walkThrough plays the acts that the flags select in a window.
func walkThrough(t *testing.T, in walk, acts []act) {
	in.window = fmt.Sprintf("%s-%dx%d-%d", in.theme, in.size.width, in.size.height, in.size.scale)
	if in.language != "" {
		in.window += "-" + in.language
	}
	for _, a := range acts {
		if !strings.Contains(in.window, *walkIn) || *walkTo != "" && *walkTo != a.name {
			continue
		}
		t.Run(a.name+"-"+in.window, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			screen, err := desktop.Open(ctx, in.size.width+40, in.size.height+80) // with room for the frame
			if err != nil {
				t.Fatal(err)
			}
			defer screen.Close()
			w := in
			w.T, w.screen, w.act = t, screen, a
			w.play()
		})
	}
}

type walkSize struct{ width, height, scale int }

// act is a part of the walk, for which Lectern starts anew.
type act struct {
	name  string
	stops []stop
	menus [][]string // the paths of all menu entries, in order
}

// stop is a place of the walk. The first two of its steps lead there.
type stop struct {
	name        string
	entry       []string // the path in the main menu; empty if it is not a menu entry
	there, back []string
}

// quits reports whether the program ends at the stop.
func (s stop) quits() bool { return slices.Contains(s.back, "!restart") }

// parseWalk reads the acts of walk.txt.
func parseWalk(text string) (acts []act, err error) {
	var menus [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, is := strings.CutPrefix(line, "= "); is {
			acts = append(acts, act{name: name})
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		columns := append(strings.Split(line, "|"), "", "")
		s := stop{name: strings.TrimSpace(columns[0]), there: parseSteps(columns[1]), back: parseSteps(columns[2])}
		if path := strings.Split(s.name, " ▸ "); len(path) > 1 {
			s.entry = path
			menus = append(menus, path)
			if len(s.back) == 0 {
				s.back = []string{"Escape*2"}
			}
		}
		if len(acts) == 0 {
			return nil, fmt.Errorf("the stop %q is before the first act", s.name)
		}
		a := &acts[len(acts)-1]
		a.stops = append(a.stops, s)
	}
	for i := range acts {
		acts[i].menus = menus
	}
	return acts, nil
}

// parseSteps splits a text at the blanks that are not in quotes.
func parseSteps(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

// keysTo returns the keys that mark a menu entry, from the closed menu on: a list for the
// menu, and one for each submenu.
func keysTo(menus [][]string, entry []string) (keys [][]string) {
	for depth, name := range entry {
		// The entries of this menu: those that share the path so far.
		var titles []string
		for _, m := range menus {
			if len(m) > depth && slices.Equal(m[:depth], entry[:depth]) && !slices.Contains(titles, m[depth]) {
				titles = append(titles, m[depth])
			}
		}
		at := slices.Index(titles, name)
		switch depth {
		case 0:
			keys = append(keys, append([]string{"F10"}, slices.Repeat([]string{"Right"}, at)...))
		case 1:
			keys[0] = append(keys[0], slices.Repeat([]string{"Down"}, at+1)...)
		default: // opening a submenu marks its first entry
			keys = append(keys, append([]string{"Right"}, slices.Repeat([]string{"Down"}, at)...))
		}
	}
	return keys
}

// walk is an act in a window.
type walk struct {
	*testing.T
	*desktop.Window
	shelf    *walkShelf
	screen   *desktop.Screen
	size     walkSize
	theme    string
	language string // "" for English
	act      act
	window   string   // the window's name, in the names of the pictures
	begun    int      // how often the program was started
	menu     string   // the menu of which a picture was kept last
	events   int      // number of events of the log already reported
	slow     []string // the lines of the report

	slowDrawings, slowest int                             // the frames whose drawing took the toolkit over 16 ms, and the longest, in milliseconds
	leave                 func(ctx context.Context) error // closes the window of a refusal
}

// play goes from stop to stop.
func (w *walk) play() {
	w.Helper()
	w.shelf.set(w.T, w.act.name)
	w.open()
	defer func() { w.Kill() }()
	before := w.settled(nil)
	for range 5 * len(w.shelf.roots(w.act.name)) { // a new window may miss the first keys
		w.must(w.Press(w.Context(), "Home"))
		if p := w.settled(before); !w.same(p, before) {
			before = p
			break
		}
	}
	for _, s := range w.act.stops {
		w.do(s, s.there)
		if len(s.entry) > 0 {
			before = w.choose(s)
		}
		if !s.quits() {
			w.must(w.settled(before).Save(w.path(s.name)))
		}
		w.report(s.name)
		w.do(s, s.back)
		before = w.settled(nil)
	}
	w.report("the end")
	w.Logf("%s: the UI goroutine was busy for over 16 ms %d times, and drew for over 16 ms %d times, at most %d ms\n%s",
		w.act.name, len(w.slow), w.slowDrawings, w.slowest, strings.Join(w.slow, "\n"))
}

// open starts the program.
func (w *walk) open() {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	roots := w.shelf.roots(w.act.name)
	w.begun++
	var err error
	w.Window, err = w.screen.Start(ctx, desktop.Start{
		Binary: w.shelf.program, Home: w.shelf.homeOf(w.act.name), Path: w.shelf.programs(), Alone: w.act.name == "notices", Folders: roots, Scale: w.size.scale,
		Log: filepath.Join(w.shelf.base, fmt.Sprintf("%s-%s-%d.log", w.act.name, w.window, w.begun)),
		Preferences: map[string]any{
			"appearance": w.theme, "language": w.language, "heading.browse": false, "fontsTold": w.act.name != "troubles",
			"windowWidth": float64(w.size.width / w.size.scale), "windowHeight": float64(w.size.height / w.size.scale),
		},
	})
	w.must(err)
	w.events = 0
	if len(roots) > 0 {
		_, err = w.Log.Next(ctx, desktop.Is("probe_done"))
		w.must(err)
	}
	w.must(w.Point(ctx, image.Pt(w.size.width/2, w.size.height/2)))
}

// refuse starts the program a second time, which is refused its library, and turns to
// the window that says so.
func (w *walk) refuse(ctx context.Context, args ...string) error {
	ended := make(chan error, 1)
	go func() {
		_, err := w.Again(w.Context(), args...)
		ended <- err
	}()
	back, err := w.Turn(ctx)
	w.leave = func(ctx context.Context) error {
		defer back()
		if err := w.Press(ctx, "Escape"); err != nil {
			return err
		}
		select {
		case err := <-ended:
			if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
				return fmt.Errorf("the second start was not refused: %w", err)
			}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

// choose chooses a menu entry, and returns the picture before. It keeps a picture of the
// menu if it is not the menu of the last stop.
func (w *walk) choose(s stop) (before *desktop.Picture) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	for _, keys := range keysTo(w.act.menus, s.entry) {
		w.must(w.Press(ctx, keys...))
		// The toolkit places a submenu by its entry, which must have been drawn.
		before = w.settled(nil)
	}
	if menu := strings.Join(s.entry[:len(s.entry)-1], " ▸ "); menu != w.menu {
		w.menu = menu
		w.must(before.Save(w.path(menu)))
	}
	w.must(w.Press(ctx, "Return"))
	return before
}

// path returns where the picture of a stop is kept.
func (w *walk) path(stop string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case strings.ContainsRune("▸↑↓…", r):
			return -1
		default:
			return r
		}
	}, strings.ToLower(stop))
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	return filepath.Join(w.shelf.pictures(w.act.name), strings.Trim(name, "-")+"-"+w.window+".png")
}

// settled returns the picture once it has stayed the same for a while in which the program
// had nothing to do. With before, it first waits until the picture differs, but not for
// long: some stops change nothing that can be seen.
func (w *walk) settled(before *desktop.Picture) *desktop.Picture {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	began, last, since := time.Now(), (*desktop.Picture)(nil), time.Now()
	p, err := w.Until(ctx, func(p *desktop.Picture) bool {
		now := time.Now()
		if before != nil {
			if w.same(p, before) && now.Sub(began) < unmoved {
				return false
			}
			before = nil
		}
		if last == nil || !w.same(p, last) || w.Busy() {
			last, since = p, now
		}
		return now.Sub(since) >= still || now.Sub(began) > unsettle
	})
	w.must(err)
	return p
}

// same reports whether two pictures differ in no more than a text cursor.
func (w *walk) same(p, other *desktop.Picture) bool {
	return p.Rect == other.Rect && p.Differ(p.Rect, other) <= cursor*w.size.scale*w.size.scale
}

// do does the steps of a stop.
func (w *walk) do(s stop, steps []string) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	var keys []string
	press := func() error {
		if len(keys) == 0 {
			return nil
		}
		defer func() { keys = nil }()
		return w.Press(ctx, keys...)
	}
	for _, step := range steps {
		times := 1
		if what, n, repeated := strings.Cut(step, "*"); repeated {
			step = what
			times, _ = strconv.Atoi(n)
		}
		var err error
		switch {
		case step[0] == '"':
			err = errors.Join(press(), w.Type(ctx, strings.Trim(step, `"`)))
		case step[0] == '@':
			err = errors.Join(press(), w.Point(ctx, w.place(step[1:])))
		case strings.HasPrefix(step, "drag@"):
			err = errors.Join(press(), w.Drag(ctx, w.place(step[len("drag@"):])))
		case step[0] == '?':
			err = press()
			if err == nil {
				_, err = w.Log.Next(ctx, desktop.Is(step[1:]))
			}
		case step[0] == '!':
			err = errors.Join(press(), walkChanges[step[1:]](ctx, w))
		case step == "again":
			err = press()
			w.choose(s)
		case mouse[step] > 0:
			err = errors.Join(press(), w.Buttons(ctx, mouse[step], times))
		case step == "rest":
			at := w.settled(nil)
			w.settled(at)
			err = press()
		case step == "drop":
			err = errors.Join(press(), w.Drop(ctx))
		default:
			keys = append(keys, slices.Repeat([]string{step}, times)...)
		}
		if err != nil {
			w.Fatalf("at %q: %s: %v", s.name, step, err)
		}
	}
	w.must(press())
}

// mouse holds the mouse buttons, by the names of the steps that press them.
var mouse = map[string]int{"click": 1, "right": 3, "notch-up": 4, "notch-down": 5}

// place reads a position in the toolkit's pixels.
func (w *walk) place(text string) image.Point {
	var at image.Point
	if _, err := fmt.Sscanf(text, "%d,%d", &at.X, &at.Y); err != nil {
		w.Fatalf("the place %q: %v", text, err)
	}
	at = at.Mul(w.size.scale)
	if at.X < 0 {
		at.X += w.size.width
	}
	if at.Y < 0 {
		at.Y += w.size.height
	}
	return at
}

// report notes how long the UI goroutine was busy on the way to a stop.
func (w *walk) report(stop string) {
	all := w.Log.All()
	for _, e := range all[min(w.events, len(all)):] {
		switch e.Msg {
		case "slow_frame":
			w.slow = append(w.slow, fmt.Sprintf("%4d ms, %3d ms of the processor  %s: %s", e.Ms, e.CPUMs, w.act.name, stop))
		case "slow_drawing":
			w.slowDrawings, w.slowest = w.slowDrawings+1, max(w.slowest, e.CPUMs)
		}
	}
	w.events = len(all)
}

func (w *walk) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}
