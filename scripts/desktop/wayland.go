//go:build linux

package desktop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
)

// WaylandPrograms are the programs that a compositor needs.
var WaylandPrograms = []string{"sway", "swaymsg", "grim"}

// nobody is the user as whom sway runs if the tests run as root: it refuses root.
const nobody = 65534

// Compositor is sway, a Wayland compositor, without a monitor and without X.
type Compositor struct {
	sway          *exec.Cmd
	dir           string // its runtime folder
	socket        string // on which it takes commands
	display, said string // its display, as a path; what it logged
}

// OpenWayland starts a compositor with a screen of the given size in pixels, and returns
// when windows can open on it.
func OpenWayland(ctx context.Context, width, height int) (*Compositor, error) {
	dir, err := os.MkdirTemp("", "lectern-sway-")
	if err != nil {
		return nil, err
	}
	c := &Compositor{dir: dir, socket: filepath.Join(dir, "sway.sock"), said: filepath.Join(dir, "log")}
	// It runs this command, which names its display, once it is ready.
	config := filepath.Join(dir, "config")
	text := fmt.Sprintf("output HEADLESS-1 resolution %dx%d\nxwayland disable\nexec echo $WAYLAND_DISPLAY\n", width, height)
	ready, tell, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer ready.Close()
	log, err := os.Create(c.said)
	err = errors.Join(err, os.WriteFile(config, []byte(text), 0o644))
	if err == nil {
		c.sway = exec.Command("sway", "--config", config)
		c.sway.Env = []string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "SWAYSOCK=" + c.socket,
			"WLR_BACKENDS=headless", "WLR_LIBINPUT_NO_DEVICES=1", "WLR_RENDERER=pixman",
		}
		c.sway.Stdout, c.sway.Stderr = tell, log
		if os.Geteuid() == 0 {
			c.sway.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			err = os.Chown(dir, nobody, nobody)
		}
	}
	if err == nil {
		err = c.sway.Start()
	}
	tell.Close()
	log.Close()
	if err != nil {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("start sway: %w", err)
	}
	name, err := firstLine(ctx, ready)
	if err != nil {
		told, _ := os.ReadFile(c.said)
		return nil, errors.Join(fmt.Errorf("start sway: %w: %s", err, told), c.Close())
	}
	c.display = filepath.Join(dir, name)
	return c, nil
}

// Close ends the compositor.
func (c *Compositor) Close() error {
	_ = c.sway.Process.Signal(syscall.SIGTERM) // it may have ended
	_ = c.sway.Wait()                          // it was ended by a signal, which is not an error
	return os.RemoveAll(c.dir)
}

// Start starts the program and returns when it has shown its window. The methods of
// Window that need an X server fail: those for keys, clicks and pictures.
func (c *Compositor) Start(ctx context.Context, opts Start) (*Window, error) {
	return launch(ctx, &Screen{place: "WAYLAND_DISPLAY=" + c.display}, opts)
}

// Surface is a window on a compositor.
type Surface struct {
	Name  string `json:"name"`
	AppID string `json:"app_id"`
	PID   int    `json:"pid"`
}

// Surfaces lists the windows.
func (c *Compositor) Surfaces(ctx context.Context) (all []Surface, err error) {
	out, err := c.message(ctx, "-t", "get_tree")
	if err != nil {
		return nil, err
	}
	type node struct {
		Surface
		Nodes    []node `json:"nodes"`
		Floating []node `json:"floating_nodes"`
	}
	var root node
	if err := json.Unmarshal(out, &root); err != nil {
		return nil, fmt.Errorf("sway's tree: %w", err)
	}
	var walk func(node)
	walk = func(n node) {
		if n.PID != 0 {
			all = append(all, n.Surface)
		}
		for _, below := range slices.Concat(n.Nodes, n.Floating) {
			walk(below)
		}
	}
	walk(root)
	return all, nil
}

// CloseWindow asks a program to close its windows, as a click on their close button does.
func (c *Compositor) CloseWindow(ctx context.Context, pid int) error {
	_, err := c.message(ctx, fmt.Sprintf("[pid=%d] kill", pid))
	return err
}

func (c *Compositor) message(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "swaymsg", append([]string{"--raw", "--socket", c.socket}, args...)...)
	return output(cmd)
}

// Shot returns a picture of the whole screen.
func (c *Compositor) Shot(ctx context.Context) (*Picture, error) {
	cmd := exec.CommandContext(ctx, "grim", "-t", "ppm", "-")
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+c.dir, "WAYLAND_DISPLAY="+c.display)
	out, err := output(cmd)
	if err != nil {
		return nil, err
	}
	return readPicture(out)
}
