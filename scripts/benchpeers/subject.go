//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"lectern/scripts/desktop"
	"lectern/scripts/process"
)

// subject is a program with a library and a home folder of its own.
type subject struct {
	peer          peer
	screen        *desktop.Screen
	bus           string // the address of the session bus
	home, library string
}

// running is the program while it runs, in a session of its own.
type running struct {
	subject
	began time.Time
	cmd   *exec.Cmd
	ended chan error
}

// command is a program with the environment of the subject.
func (s subject) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := s.screen.Command(ctx, name, args...)
	cmd.Env = append(cmd.Env,
		"HOME="+s.home, "XDG_RUNTIME_DIR="+filepath.Join(s.home, ".run"), "DBUS_SESSION_BUS_ADDRESS="+s.bus,
		"XDG_CONFIG_HOME="+filepath.Join(s.home, ".config"), "XDG_DATA_HOME="+filepath.Join(s.home, ".local/share"), "XDG_CACHE_HOME="+filepath.Join(s.home, ".cache"),
		"LANG=en_GB.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "NO_AT_BRIDGE=1", "QT_LOGGING_RULES=*=false")
	return cmd
}

// start starts the program.
func (s subject) start() (*running, error) {
	if err := os.MkdirAll(filepath.Join(s.home, ".run"), 0o700); err != nil {
		return nil, err
	}
	line := s.peer.command(s)
	r := &running{subject: s, began: time.Now(), cmd: s.command(context.Background(), line[0], line[1:]...), ended: make(chan error, 1)}
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := r.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { r.ended <- r.cmd.Wait() }()
	return r, nil
}

// use returns what the program and all that it started use together.
func (r *running) use() (sum process.Use, err error) {
	pids, err := process.Session(r.cmd.Process.Pid)
	if err != nil {
		return sum, err
	}
	for _, pid := range pids {
		u, err := process.Of(pid)
		if err != nil {
			continue // it has ended
		}
		sum.Resident += u.Resident
		sum.Peak += u.Peak
		sum.CPU += u.CPU
	}
	return sum, nil
}

// untilAtRest waits until the program lists all files and is at rest, and returns when its
// rest began and the processor time that it had used by then.
func (r *running) untilAtRest(ctx context.Context, files int, patience time.Duration) (cpu, took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ticks := time.NewTicker(process.Look)
	defer ticks.Stop()
	var rest process.Rest
	for {
		select {
		case <-ticks.C:
		case err := <-r.ended:
			r.ended <- err
			return 0, 0, fmt.Errorf("it has ended (%v); it may be running already", err)
		case <-ctx.Done():
			return 0, 0, fmt.Errorf("it did not list %d files in time", files)
		}
		use, err := r.use()
		if err != nil {
			return 0, 0, err
		}
		if !rest.Begun(use.CPU) {
			continue
		}
		n, err := r.peer.listed(ctx, r)
		if err != nil {
			return 0, 0, err
		}
		if n >= files {
			return use.CPU, rest.Since.Sub(r.began), nil
		}
	}
}

// ending is how long a program may take to end.
const ending = 30 * time.Second

// close ends the program, so that it writes what it knows, and kills what does not end.
func (r *running) close(ctx context.Context) error {
	err := r.peer.quit(ctx, r)
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	if err == nil {
		select {
		case <-r.ended: // its error says that a signal ended it
			return nil
		case <-time.After(ending):
		}
	}
	err = errors.Join(err, syscall.Kill(-r.cmd.Process.Pid, syscall.SIGKILL))
	<-r.ended
	return err
}
