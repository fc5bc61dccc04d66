//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

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
