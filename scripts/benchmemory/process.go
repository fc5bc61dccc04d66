//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// status reads a figure of a process in MB, as proc(5) has them in status: "VmRSS:" is what
// is resident, "VmHWM:" its peak.
func status(pid int, name string) (mb int, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, found := strings.CutPrefix(line, name); found {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return kb * 1024 / 1e6, err
		}
	}
	return 0, fmt.Errorf("no %s of process %d", name, pid)
}

// heapOf asks a profiled program for its heap, and waits for the answer.
func heapOf(ctx context.Context, pid int, home string) (m runtime.MemStats, err error) {
	path := filepath.Join(home, "heap.json")
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return m, err
	}
	if err := syscall.Kill(pid, syscall.SIGUSR1); err != nil {
		return m, err
	}
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for {
		text, err := os.ReadFile(path)
		if err == nil {
			return m, json.Unmarshal(text, &m)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return m, err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return m, ctx.Err()
		}
	}
}
