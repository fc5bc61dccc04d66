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

// While a process is at rest it uses less than idle of the time between two looks, and its rest
// has begun when it was at rest for restful.
const (
	look    = 250 * time.Millisecond
	idle    = look / 10
	restful = 3 * time.Second
)

// Rest waits until a process is at rest.
func Rest(ctx context.Context, pid int) error {
	ticks := time.NewTicker(look)
	defer ticks.Stop()
	before, since := time.Duration(0), time.Now()
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
		if use.CPU-before > idle {
			since = time.Now()
		}
		if before = use.CPU; time.Since(since) >= restful {
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
