//go:build linux

// Benchmemory opens the built program on a library of audiobooks in a real window, and
// prints how much memory it takes: when all files are read, at its peak and at rest, for a
// first start and for a start with the catalogue, and what the live heap consists of. An
// empty window is measured in the same way.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lectern/scripts/corpus/pairs"
	"lectern/scripts/desktop"
	"lectern/scripts/process"
)

func main() {
	var o options
	flag.StringVar(&o.binary, "binary", "build/lectern", "the `program`")
	flag.StringVar(&o.dir, "dir", "build/benchmemory", "the `folder` in which the libraries are made")
	flag.DurationVar(&o.rest, "rest", 90*time.Second, "how long after the start the program counts as at rest")
	flag.IntVar(&o.top, "top", 40, "how many `items` of the heap are printed")
	flag.BoolVar(&o.profile, "profile", true, "also profile the heap")
	sizes := flag.String("n", "0,9900,99000", "`files` of the libraries, 0 for an empty window")
	flag.Parse()
	for n := range strings.SplitSeq(*sizes, ",") {
		files, err := strconv.Atoi(n)
		if err != nil {
			fmt.Fprintln(os.Stderr, "benchmemory: -n:", err)
			os.Exit(2)
		}
		o.sizes = append(o.sizes, files)
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "benchmemory:", err)
		os.Exit(1)
	}
}

// options say what to measure.
type options struct {
	binary, dir string
	sizes       []int
	rest        time.Duration
	top         int
	profile     bool
}

func run(o options) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Hour)
	defer cancel()
	for _, path := range []*string{&o.binary, &o.dir} {
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	screen, err := desktop.Open(ctx, 1400, 950)
	if err != nil {
		return err
	}
	defer screen.Close()
	profiled := filepath.Join(o.dir, "profiled")
	if o.profile {
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", profiled, "./scripts/benchmemory/profiled")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	fmt.Println("MB resident:    complete  then  +30 s  at rest   peak   first rows, complete after")
	for _, files := range o.sizes {
		library := filepath.Join(o.dir, fmt.Sprintf("library-%d", files))
		if err := pairs.Make(library, files); err != nil {
			return err
		}
		home := filepath.Join(o.dir, fmt.Sprintf("home-%d", files))
		if err := os.RemoveAll(home); err != nil {
			return err
		}
		first := stage{o.binary, home, library, files, o.rest}
		if err := first.measure(ctx, screen, "first start"); err != nil {
			return err
		}
		if err := first.measure(ctx, screen, "later start"); err != nil {
			return err
		}
		if !o.profile {
			continue
		}
		for _, begin := range []string{"first start", "later start"} {
			if begin == "first start" {
				if err := os.RemoveAll(home); err != nil {
					return err
				}
			}
			of := stage{profiled, home, library, files, o.rest / 3}
			if err := of.profile(ctx, screen, begin, o.top); err != nil {
				return err
			}
		}
	}
	return nil
}

// stage is a start of the program on a library.
type stage struct {
	program, home, library string
	files                  int
	rest                   time.Duration
}

// times are milliseconds since the process began: until rows were painted, and until all
// files were read.
type times struct{ rows, complete float64 }

// open starts the program and returns when all files are read.
func (s stage) open(ctx context.Context, screen *desktop.Screen) (*desktop.Window, times, error) {
	start := desktop.Start{
		Binary: s.program, Home: s.home, Log: filepath.Join(filepath.Dir(s.home), "log"),
		Preferences: map[string]any{"windowWidth": 1280.0, "windowHeight": 800.0},
	}
	if s.files > 0 {
		start.Folders = []string{s.library}
	}
	w, err := screen.Start(ctx, start)
	if err != nil || s.files == 0 {
		return w, times{}, err
	}
	var t times
	scanned, probed := false, false
	done := func(e desktop.Event) bool {
		if e.Msg == "first_rows" {
			t.rows = e.Elapsed
		}
		scanned = scanned || e.Msg == "scan_done"
		probed = probed || e.Msg == "probe_done" || e.Msg == "scan_done" && e.Unchanged == s.files
		return scanned && probed && t.rows > 0
	}
	e, err := w.Log.Next(ctx, done)
	if err != nil {
		w.Kill()
		return nil, times{}, err
	}
	t.complete = e.Elapsed
	return w, t, nil
}

// later is when the program is measured for the second time.
const later = 30 * time.Second

// measure prints the memory that the program takes.
func (s stage) measure(ctx context.Context, screen *desktop.Screen, begin string) error {
	w, t, err := s.open(ctx, screen)
	if err != nil {
		return err
	}
	defer w.Kill()
	var uses [3]process.Use
	for i, wait := range [...]time.Duration{0, min(later, s.rest), max(s.rest-later, 0)} {
		time.Sleep(wait)
		if uses[i], err = process.Of(w.Process()); err != nil {
			return err
		}
	}
	fmt.Printf("%6d files, %s: %4d   %6d   %6d  %6d   %6.2f s, %6.2f s\n", s.files, begin,
		uses[0].Resident/1e6, uses[1].Resident/1e6, uses[2].Resident/1e6, uses[2].Peak/1e6, t.rows/1000, t.complete/1000)
	return nil
}

// profile prints what the live heap of the program consists of.
func (s stage) profile(ctx context.Context, screen *desktop.Screen, begin string, top int) error {
	w, _, err := s.open(ctx, screen)
	if err != nil {
		return err
	}
	defer w.Kill()
	time.Sleep(s.rest)
	heap, err := heapOf(ctx, w.Process(), s.home)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d files, %s: live heap %.1f MB", s.files, begin, float64(heap.HeapAlloc)/1e6)
	if s.files > 0 {
		fmt.Printf(", %d bytes a file", int(heap.HeapAlloc)/s.files)
	}
	fmt.Printf("; %.1f MB of spans in use, %.1f MB of stacks, %.1f MB of the runtime's own, %.1f MB given back\n",
		float64(heap.HeapInuse)/1e6, float64(heap.StackInuse)/1e6,
		float64(heap.GCSys+heap.MSpanSys+heap.MCacheSys+heap.BuckHashSys+heap.OtherSys)/1e6, float64(heap.HeapReleased)/1e6)
	list := exec.CommandContext(ctx, "go", "tool", "pprof", "-sample_index=inuse_space", "-unit=kb", "-top", fmt.Sprintf("-nodecount=%d", top),
		filepath.Join(s.home, "heap.pprof"))
	list.Stdout = os.Stdout
	if err := list.Run(); err != nil {
		return fmt.Errorf("read the profile: %w", err)
	}
	fmt.Println()
	return nil
}
