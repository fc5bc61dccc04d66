//go:build linux

// Package process tells what other processes use, for benchmarks. It reads proc(5).
package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Use is what a process uses.
type Use struct {
	Resident int64         // bytes in RAM
	Peak     int64         // the most bytes that were in RAM
	CPU      time.Duration // processor time, of all processors
}

// tick is the unit of processor times in /proc, USER_HZ on every Linux.
const tick = 10 * time.Millisecond

// Of returns what a process uses.
func Of(pid int) (Use, error) {
	fields, err := stat(strconv.Itoa(pid))
	if err != nil {
		return Use{}, err
	}
	user, errUser := strconv.ParseInt(fields[userTime], 10, 64)
	system, errSystem := strconv.ParseInt(fields[systemTime], 10, 64)
	u := Use{CPU: time.Duration(user+system) * tick}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err := errors.Join(errUser, errSystem, err); err != nil {
		return Use{}, err
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		kB, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		switch name {
		case "VmRSS":
			u.Resident = kB * 1024
		case "VmHWM":
			u.Peak = kB * 1024
		}
	}
	return u, nil
}

// A program is at rest when it has used less than idle in each look for so long.
const (
	Look   = 250 * time.Millisecond
	idle   = Look / 10
	restIn = 3 * time.Second
)

// Rest tells whether a program is at rest, which is asked after each Look.
type Rest struct {
	Since  time.Time // when its rest began, if it is at rest
	before time.Duration
}

// Begun takes the processor time that the program has used by now, and reports whether the
// program is at rest.
func (r *Rest) Begun(cpu time.Duration) bool {
	if r.Since.IsZero() || cpu-r.before > idle {
		r.Since = time.Now()
	}
	r.before = cpu
	return time.Since(r.Since) >= restIn
}

// UntilAtRest waits until a process is at rest.
func UntilAtRest(ctx context.Context, pid int) error {
	ticks := time.NewTicker(Look)
	defer ticks.Stop()
	var rest Rest
	for {
		select {
		case <-ticks.C:
		case <-ctx.Done():
			return fmt.Errorf("wait for process %d to rest: %w", pid, ctx.Err())
		}
		use, err := Of(pid)
		if err != nil {
			return err
		}
		if rest.Begun(use.CPU) {
			return nil
		}
	}
}

// The fields of stat that are used here, counted from the one after the name.
const (
	state      = 0
	session    = 3
	userTime   = 11
	systemTime = 12
	fields     = 13 // at least
)

// stat returns the fields of a process's stat after its name, which may hold anything.
func stat(pid string) ([]string, error) {
	text, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return nil, err
	}
	f := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(f) < fields {
		return nil, fmt.Errorf("process %s: stat is too short", pid)
	}
	return f, nil
}

// Session returns the running processes of a session: its leader and all that it started
// without a session of their own.
func Session(leader int) (pids []int, err error) {
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(folders) == 0 {
		return nil, errors.Join(errors.New("list processes: no /proc"), err)
	}
	for _, folder := range folders {
		name := filepath.Base(folder)
		f, err := stat(name)
		if err != nil || f[state] == "Z" || f[session] != strconv.Itoa(leader) {
			continue // it has ended, or is another's
		}
		pid, _ := strconv.Atoi(name)
		pids = append(pids, pid)
	}
	return pids, nil
}
