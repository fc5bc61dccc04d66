//go:build linux

package desktop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"lectern/scripts/process"
)

// appID is the program's ID, as in cli/window.go: its preferences depend on it.
const appID = "io.github.lectern.Lectern"

// Start says how to start the program.
type Start struct {
	Binary      string
	Home        string         // the user's home folder; created if missing
	Preferences map[string]any // the names are those in ui/settings.go; nil leaves them as they are
	Path        string         // a folder to put first in PATH; may be ""
	Bus         string         // the address of a session bus, "" for none
	Alone       bool           // PATH holds no other folder than Path
	Log         string         // the file for a copy of the log
	Folders     []string
	Scale       int  // how many pixels of the screen are a pixel of the toolkit; 0 for 1
	Bare        bool // outside a desktop session: without runtime and cache folders
}

// Window is the running program.
type Window struct {
	Log    *Log
	screen *Screen
	id     string // of the X window
	cmd    *exec.Cmd
	stderr bytes.Buffer
	ended  chan error // the result of Wait
}

// Start starts the program and returns when its window is on the screen. The program
// runs in a session of its own, as Left requires.
func (s *Screen) Start(ctx context.Context, opts Start) (*Window, error) {
	w, err := launch(ctx, s, opts)
	if err != nil {
		return nil, err
	}
	out, err := s.Output(ctx, "xdotool", "search", "--sync", "--all", "--onlyvisible", "--pid", strconv.Itoa(w.cmd.Process.Pid), "--name", "^Lectern$")
	if err == nil {
		w.id, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
		err = w.activate(ctx)
	}
	if err != nil {
		w.Kill()
		return nil, fmt.Errorf("find window: %w", err)
	}
	return w, nil
}

// launch starts the program and returns when it says that it has shown its window.
func launch(ctx context.Context, s *Screen, opts Start) (*Window, error) {
	if err := settle(opts); err != nil {
		return nil, err
	}
	w := &Window{Log: newLog(), screen: s, ended: make(chan error, 1)}
	if err := w.start(opts); err != nil {
		return nil, fmt.Errorf("start program: %w", err)
	}
	if _, err := w.Log.Next(ctx, Is("window_shown")); err != nil {
		w.Kill()
		return nil, fmt.Errorf("start program: %w\n%s", err, w.stderr.String())
	}
	return w, nil
}

// Again starts the program a second time with the same home while the window is open,
// and returns when the second process has ended: its standard error, and nil for status
// 0.
func (w *Window) Again(ctx context.Context, args ...string) (stderr string, err error) {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, w.cmd.Path, args...)
	cmd.Env, cmd.Stderr = w.cmd.Env, &said
	err = cmd.Run()
	return said.String(), err
}

// Process returns the program's process ID.
func (w *Window) Process() int { return w.cmd.Process.Pid }

// activate gives the window the keyboard focus, and returns when it has it. xdotool's
// own --sync returns early if no window has the focus for an instant.
func (w *Window) activate(ctx context.Context) error {
	if err := w.xdotool(ctx, "windowactivate", "--sync", w.id); err != nil {
		return err
	}
	for {
		if active, err := w.Active(ctx); active || err != nil {
			return err
		}
	}
}

// noActive is in xdotool's message while no window has the focus, as for an instant
// when the focus moves between windows.
const noActive = "[_NET_ACTIVE_WINDOW] failed"

// Active reports whether the window has the keyboard focus.
func (w *Window) Active(ctx context.Context) (bool, error) {
	id, err := w.active(ctx)
	return id == w.id, err
}

// active returns the X window that has the keyboard focus, "" if there is none.
func (w *Window) active(ctx context.Context) (id string, err error) {
	out, err := w.screen.Output(ctx, "xdotool", "getactivewindow")
	if err != nil && ctx.Err() == nil && strings.Contains(err.Error(), noActive) {
		return "", nil
	}
	return strings.TrimSpace(string(out)), err
}

// Turn waits until another window has the keyboard focus, and turns to that window until
// back is called.
func (w *Window) Turn(ctx context.Context) (back func(), err error) {
	was, id := w.id, ""
	for id == "" || id == was {
		if id, err = w.active(ctx); err != nil {
			return func() {}, err
		}
	}
	w.id = id
	return func() { w.id = was }, nil
}

// Minimise minimises the window, and returns when it is off the screen.
func (w *Window) Minimise(ctx context.Context) error {
	return w.xdotool(ctx, "windowminimize", "--sync", w.id)
}

// Resize changes the window's size, and returns when it has changed.
func (w *Window) Resize(ctx context.Context, width, height int) error {
	return w.xdotool(ctx, "windowsize", "--sync", w.id, strconv.Itoa(width), strconv.Itoa(height))
}

// start runs the program with its log going to a named pipe, so that each event arrives
// the moment it is written.
func (w *Window) start(opts Start) error {
	kept, err := os.Create(opts.Log)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "lectern-log-")
	if err != nil {
		return err
	}
	pipe := filepath.Join(dir, "log")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		return err
	}
	// The pipe is opened without waiting for the other end. The writer here keeps the
	// reader from seeing an end before the program has opened the pipe.
	from, err := os.OpenFile(pipe, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	hold, err := os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		defer from.Close()
		defer kept.Close()
		w.Log.follow(from, kept)
	}()

	w.cmd = exec.Command(opts.Binary, append([]string{"--log", pipe, "--"}, opts.Folders...)...)
	w.cmd.Env = append([]string{
		w.screen.place,
		"HOME=" + opts.Home,
		"XDG_CONFIG_HOME=" + filepath.Join(opts.Home, ".config"),
		"XDG_CACHE_HOME=" + filepath.Join(opts.Home, ".cache"),
		"XDG_DATA_HOME=" + filepath.Join(opts.Home, ".local", "share"),
		"PATH=" + searchPath(opts),
		"LANG=en_GB.UTF-8",
		"LIBGL_ALWAYS_SOFTWARE=1",
		"FYNE_SCALE=" + strconv.Itoa(max(opts.Scale, 1)),
	}, passed("XAUTHORITY", "LD_LIBRARY_PATH", "GORACE")...)
	if opts.Bus != "" {
		w.cmd.Env = append(w.cmd.Env, "DBUS_SESSION_BUS_ADDRESS="+opts.Bus)
	}
	if !opts.Bare {
		w.cmd.Env = append(w.cmd.Env, "XDG_RUNTIME_DIR="+filepath.Join(opts.Home, ".run"))
	}
	w.cmd.Stderr = &w.stderr
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := w.cmd.Start(); err != nil {
		hold.Close()
		return err
	}
	go func() {
		err := w.cmd.Wait()
		hold.Close() // from now on, the log ends with the program
		<-followed
		os.RemoveAll(dir)
		w.ended <- err
	}()
	return nil
}

func searchPath(opts Start) string {
	switch {
	case opts.Alone:
		return opts.Path
	case opts.Path == "":
		return os.Getenv("PATH")
	default:
		return opts.Path + string(filepath.ListSeparator) + os.Getenv("PATH")
	}
}

// passed returns the environment variables of this process that the program needs too.
func passed(names ...string) (env []string) {
	for _, name := range names {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// settle creates the user's home folder and preferences.
func settle(opts Start) error {
	dir := filepath.Join(opts.Home, ".config", "fyne", appID)
	folders := []string{dir}
	if !opts.Bare {
		folders = append(folders, filepath.Join(opts.Home, ".cache"), filepath.Join(opts.Home, ".run"))
	}
	for _, d := range folders {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return fmt.Errorf("make home: %w", err)
		}
	}
	if opts.Preferences == nil {
		return nil
	}
	text, err := json.Marshal(opts.Preferences)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "preferences.json"), text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	return nil
}

const (
	// rest is how long the pointer stands still before a button is pressed, in seconds.
	// If the button is pressed at the moment of the movement, the click misses: the
	// toolkit uses the position of the pointer at its last frame.
	rest = "0.3"

	// longestRest is how long it stands still at most on a busy machine, on which the next
	// frame comes late. A program that reads files is never idle.
	longestRest = 5 * time.Second

	// betweenClicks is the time between the clicks of a fast double click, in
	// milliseconds.
	betweenClicks = "90"
)

// Point moves the pointer to a place in the window and lets it rest there.
func (w *Window) Point(ctx context.Context, at image.Point) error {
	err := w.xdotool(ctx, "mousemove", "--window", w.id, strconv.Itoa(at.X), strconv.Itoa(at.Y), "sleep", rest)
	frames := time.NewTicker(time.Second / 60)
	defer frames.Stop()
	for late := time.Now().Add(longestRest); err == nil && w.Busy() && time.Now().Before(late); {
		<-frames.C
	}
	return err
}

// Button clicks a mouse button at the position of the pointer: 1 is left, 3 is right.
func (w *Window) Button(ctx context.Context, button int) error {
	return w.Buttons(ctx, button, 1)
}

// Buttons clicks a mouse button several times, or turns the wheel: 4 is up, 5 is down.
func (w *Window) Buttons(ctx context.Context, button, times int) error {
	return w.xdotool(ctx, "click", "--repeat", strconv.Itoa(times), "--delay", "10", strconv.Itoa(button))
}

// Click points at a place and clicks with the left button.
func (w *Window) Click(ctx context.Context, at image.Point) error {
	return errors.Join(w.Point(ctx, at), w.Button(ctx, 1))
}

// RightClick points at a place and clicks with the right button.
func (w *Window) RightClick(ctx context.Context, at image.Point) error {
	return errors.Join(w.Point(ctx, at), w.Button(ctx, 3))
}

// DoubleClick points at a place and clicks twice with the left button.
func (w *Window) DoubleClick(ctx context.Context, at image.Point) error {
	return errors.Join(w.Point(ctx, at), w.xdotool(ctx, "click", "--repeat", "2", "--delay", betweenClicks, "1"))
}

// Drag presses the left button at the position of the pointer and moves the pointer to a
// place. Drop releases the button.
func (w *Window) Drag(ctx context.Context, to image.Point) error {
	return w.xdotool(ctx, "mousedown", "1", "sleep", rest, "mousemove_relative", "12", "0", "sleep", rest,
		"mousemove", "--window", w.id, strconv.Itoa(to.X), strconv.Itoa(to.Y), "sleep", rest)
}

// Drop releases the left button.
func (w *Window) Drop(ctx context.Context) error { return w.xdotool(ctx, "mouseup", "1") }

// Press presses keys one after another, by their X names: "ctrl+f", "End".
func (w *Window) Press(ctx context.Context, keys ...string) error {
	return w.xdotool(ctx, append([]string{"key", "--clearmodifiers"}, keys...)...)
}

func (w *Window) Type(ctx context.Context, text string) error {
	return w.xdotool(ctx, "type", "--clearmodifiers", "--", text)
}

func (w *Window) xdotool(ctx context.Context, args ...string) error {
	_, err := w.screen.Output(ctx, "xdotool", args...)
	return err
}

// Shot returns a picture of the window's content.
func (w *Window) Shot(ctx context.Context) (*Picture, error) {
	out, err := w.screen.Output(ctx, "import", "-silent", "-window", w.id, "-depth", "8", "ppm:-")
	if err != nil {
		return nil, fmt.Errorf("take picture: %w", err)
	}
	p, err := readPicture(out)
	if err != nil {
		return nil, fmt.Errorf("take picture: %w", err)
	}
	return p, nil
}

// Until takes pictures until one meets the condition or ctx is done. It returns
// the last picture in either case.
func (w *Window) Until(ctx context.Context, shows func(*Picture) bool) (*Picture, error) {
	var last *Picture
	for {
		p, err := w.Shot(ctx)
		if err != nil {
			return last, err
		}
		if last = p; shows(p) {
			return p, nil
		}
	}
}

// Busy reports whether the program or its X server has work: one of their threads runs,
// or waits for the processor.
func (w *Window) Busy() bool {
	var stats []string
	for _, pid := range []int{w.Process(), w.screen.xvfb.Process.Pid} {
		of, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
		stats = append(stats, of...)
	}
	return slices.ContainsFunc(stats, func(path string) bool {
		text, err := os.ReadFile(path) // "tid (name) state …"; the name may contain anything
		return err == nil && bytes.HasPrefix(text[bytes.LastIndexByte(text, ')')+1:], []byte(" R"))
	})
}

// Wait waits for the program to end, and returns nil for status 0. If the program does not
// end in time, Wait ends it, and the error says what its goroutines were doing.
func (w *Window) Wait(ctx context.Context) error {
	select {
	case err := <-w.ended:
		w.ended <- err
		return err
	case <-ctx.Done():
	}
	_ = w.cmd.Process.Signal(syscall.SIGQUIT) // it may have ended at this moment
	select {
	case err := <-w.ended:
		w.ended <- err
		return fmt.Errorf("wait for the program's end: %w\n%s", ctx.Err(), w.Stderr())
	case <-time.After(dumping):
		return fmt.Errorf("wait for the program's end: %w, and it does not say what it is doing", ctx.Err())
	}
}

// dumping is how long a program may take to write down its goroutines.
const dumping = 10 * time.Second

// Kill kills the program, unless it has ended, and everything it started.
func (w *Window) Kill() {
	_ = w.cmd.Process.Kill() // it may have ended already
	err := <-w.ended
	w.ended <- err
	left, _ := w.Left()
	for _, pid := range left {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}

// Stderr returns the program's standard error. Call it after Wait.
func (w *Window) Stderr() string { return w.stderr.String() }

// Left returns the running processes of the program's session: the program and
// everything it started.
func (w *Window) Left() (pids []int, err error) { return process.Session(w.Process()) }
