//go:build linux

// Profiled is the program with its window, and tells what its heap holds: for a signal
// SIGUSR1 it collects garbage and writes a heap profile and its figures into the home
// folder, where benchmemory reads them.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"syscall"

	"lectern/cli"
)

// sampled is how many bytes of allocations the profile has one sample for: enough samples
// for the items of a heap of ten megabytes, without a cost that one would notice.
const sampled = 32 << 10

func init() { runtime.MemProfileRate = sampled }

func main() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	go func() {
		for range asked {
			if err := write(os.Getenv("HOME")); err != nil {
				fmt.Fprintln(os.Stderr, "profiled:", err)
			}
		}
	}()
	os.Exit(cli.Run(os.Args[1:], "profiled", "unknown"))
}

// write writes heap.pprof and then, whole, heap.json.
func write(dir string) error {
	runtime.GC()
	runtime.GC() // frees what the first run released from pools
	profile, err := os.Create(filepath.Join(dir, "heap.pprof"))
	if err != nil {
		return err
	}
	defer profile.Close()
	if err := pprof.Lookup("heap").WriteTo(profile, 0); err != nil {
		return err
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	m.BySize, m.PauseNs, m.PauseEnd = [61]struct {
		Size           uint32
		Mallocs, Frees uint64
	}{}, [256]uint64{}, [256]uint64{}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	part := filepath.Join(dir, "heap.part")
	if err := os.WriteFile(part, text, 0o644); err != nil {
		return err
	}
	return os.Rename(part, filepath.Join(dir, "heap.json"))
}
