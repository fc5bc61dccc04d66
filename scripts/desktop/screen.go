//go:build linux

package desktop

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// Programs are the programs that a screen needs.
var Programs = []string{"Xvfb", "openbox", "xdotool", "import"}

// Missing lists those of the programs that are not installed.
func Missing(programs []string) (names []string) {
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			names = append(names, name)
		}
	}
	return names
}

// Screen is an X server without a monitor, with a window manager.
type Screen struct {
	place    string // the variable that leads programs to it: DISPLAY=:99
	xvfb, wm *exec.Cmd
}

// Open starts a screen of the given size in pixels on an unused display, and
// returns when the window manager is ready.
func Open(ctx context.Context, width, height int) (*Screen, error) {
	s := &Screen{}
	// The server picks the display and writes its number to descriptor 3.
	number, tell, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("start Xvfb: %w", err)
	}
	defer number.Close()
	// Without -r, a key would repeat if a busy machine is late to release it.
	s.xvfb = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height),
		"-dpi", "96", "-nolisten", "tcp", "-noreset", "-r")
	s.xvfb.ExtraFiles = []*os.File{tell}
	err = s.xvfb.Start()
	tell.Close()
	if err != nil {
		return nil, fmt.Errorf("start Xvfb: %w", err)
	}
	line, err := firstLine(ctx, number)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start Xvfb: %w", err), s.Close())
	}
	s.place = "DISPLAY=:" + line

	// The window manager runs its start-up command once it manages windows.
	ready, tell, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start openbox: %w", err), s.Close())
	}
	defer ready.Close()
	s.wm = exec.Command("openbox", "--sm-disable", "--startup", "echo ready")
	s.wm.Env = append(os.Environ(), s.place)
	s.wm.Stdout = tell
	err = s.wm.Start()
	tell.Close()
	if err != nil {
		s.wm = nil
		return nil, errors.Join(fmt.Errorf("start openbox: %w", err), s.Close())
	}
	if _, err := firstLine(ctx, ready); err != nil {
		return nil, errors.Join(fmt.Errorf("start openbox: %w", err), s.Close())
	}
	return s, nil
}

// Close ends the window manager and the server.
func (s *Screen) Close() error {
	for _, c := range []*exec.Cmd{s.wm, s.xvfb} {
		if c != nil && c.Process != nil {
			_ = c.Process.Signal(syscall.SIGTERM)
			_ = c.Wait() // it was ended by a signal, which is not an error
		}
	}
	return nil
}

// Output runs a program on the screen and returns what it prints.
func (s *Screen) Output(ctx context.Context, name string, args ...string) ([]byte, error) {
	return output(s.Command(ctx, name, args...))
}

// Command is a program to be run on the screen.
func (s *Screen) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), s.place)
	return cmd
}

// output runs a program and returns what it prints.
func output(cmd *exec.Cmd) ([]byte, error) {
	out, err := cmd.Output()
	if err == nil {
		return out, nil
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return nil, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, strings.TrimSpace(string(exit.Stderr)))
	}
	return nil, fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
}

// firstLine reads one line of a pipe, for no longer than ctx lasts.
func firstLine(ctx context.Context, f *os.File) (string, error) {
	stop := context.AfterFunc(ctx, func() { f.Close() })
	defer stop()
	line, err := bufio.NewReader(f).ReadString('\n')
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if errors.Is(err, io.EOF) {
		return "", errors.New("it ended at once")
	}
	return strings.TrimSpace(line), err
}
