package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The programs that use a library.
var (
	//go:embed others/taglib.cc
	taglibSource []byte
	//go:embed others/tags.py
	mutagenSource []byte
)

const (
	// ffprobes is how many ffprobe processes run at once, as in people's scripts: more
	// than there are cores, since each process waits for a while.
	ffprobes = 20

	// perCommand is how many paths a command line gets: every system allows a quarter
	// of a megabyte.
	perCommand = 1000

	// patience is the time after which a tool counts as slow, and slowRuns is how often
	// a slow tool runs: long runs vary little.
	patience = 10 * time.Second
	slowRuns = 2
)

// tool is one way to read all files.
type tool struct {
	name  string
	note  string
	files int // how many files it reads
	of    int // how many files the result stands for, if it reads only a sample
	run   func(ctx context.Context) error
	times []time.Duration // of its runs
	cpu   []time.Duration
}

// tools returns the tools to measure. It reports the tools that are not installed, and
// leaves them out.
func (o options) tools(ctx context.Context, l *library) ([]*tool, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	lectern, err := filepath.Abs(o.lectern)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(lectern); err != nil {
		return nil, fmt.Errorf("build it first: %w", err)
	}
	taglib := filepath.Join(o.dir, "taglib")
	mutagen := filepath.Join(o.dir, "tags.py")
	workers := strconv.Itoa(o.workers)
	n := len(l.paths)
	all := []*tool{
		{name: "floor", note: "open, both 64 KiB ends, close", files: n,
			run: one(self, "-as", asFloor, "-workers", workers, l.list)},
		{name: "Lectern", note: "scan --files, all fields and chapters, JSON", files: n,
			run: one(lectern, "scan", "--files", "--format", "ndjson", "--workers", workers, l.dir)},
		{name: "TagLib", note: "C++, all properties, no chapters", files: n, run: one(taglib, l.list, workers)},
		{name: "mutagen", note: "Python processes", files: n, run: one(python, mutagen, l.list, workers)},
		{name: "exiftool", note: "-fast -json", files: n, run: split(l.paths, o.workers, func(paths []string) *exec.Cmd {
			c := exec.Command("exiftool", "-fast", "-json", "-q", "-@", "-")
			c.Stdin = strings.NewReader(strings.Join(paths, "\n") + "\n")
			return c
		}, (n+o.workers-1)/o.workers)},
		{name: "mediainfo", note: "--Output=JSON", files: n, run: split(l.paths, o.workers, func(paths []string) *exec.Cmd {
			return exec.Command("mediainfo", append([]string{"--Output=JSON"}, paths...)...)
		}, perCommand)},
		{name: "ffprobe", note: fmt.Sprintf("%d at a time, format, streams and chapters as JSON", ffprobes), files: min(o.sample, n), of: n,
			run: split(l.sample(o.sample), ffprobes, func(paths []string) *exec.Cmd {
				return exec.Command("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", "-i", "file:"+paths[0])
			}, 1)},
	}
	var found []*tool
	for _, t := range all {
		if o.only != "" && !slices.Contains(strings.Split(o.only, ","), t.name) {
			continue
		}
		if t.of == 0 {
			t.of = t.files
		}
		if err := ready(ctx, t.name, taglib, mutagen); err != nil {
			fmt.Fprintf(os.Stderr, "benchprobe: without %s: %v\n", t.name, err)
			continue
		}
		found = append(found, t)
	}
	return found, nil
}

// python is the system's Python, for which the distribution installs mutagen.
const python = "/usr/bin/python3"

// ready prepares a tool, and reports why it cannot run.
func ready(ctx context.Context, name, taglib, mutagen string) error {
	switch name {
	case "TagLib":
		libs, err := exec.CommandContext(ctx, "pkg-config", "--cflags", "--libs", "taglib").Output()
		if err != nil {
			return fmt.Errorf("find the library: %w", err)
		}
		args := append([]string{"-O2", "-std=c++17", "-pthread", "-o", taglib, "-x", "c++", "-"}, strings.Fields(string(libs))...)
		c := exec.CommandContext(ctx, "g++", args...)
		c.Stdin = bytes.NewReader(taglibSource)
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%w %s", err, bytes.TrimSpace(out))
		}
	case "mutagen":
		if err := exec.CommandContext(ctx, python, "-c", "import mutagen").Run(); err != nil {
			return errors.New("no mutagen for " + python)
		}
		return os.WriteFile(mutagen, mutagenSource, 0o644)
	case "exiftool", "mediainfo", "ffprobe":
		_, err := exec.LookPath(name)
		return err
	}
	return nil
}

// one runs a tool as one process.
func one(name string, args ...string) func(context.Context) error {
	return func(ctx context.Context) error { return finish(ctx, exec.Command(name, args...)) }
}

// split runs a tool on size paths per process, with at most workers processes at once.
func split(paths []string, workers int, command func(paths []string) *exec.Cmd, size int) func(context.Context) error {
	var parts [][]string
	for p := range slices.Chunk(paths, size) {
		parts = append(parts, p)
	}
	return func(ctx context.Context) error {
		return parallel(len(parts), workers, func(i int) error { return finish(ctx, command(parts[i])) })
	}
}

// finish runs a command to its end and discards its output. Readers report odd files by
// their exit status, so a bad status is not an error; failing to start is one.
func finish(ctx context.Context, c *exec.Cmd) error {
	if err := c.Start(); err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { c.Process.Kill() })()
	err := c.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, exited := errors.AsType[*exec.ExitError](err); exited && c.ProcessState.Exited() {
		return nil
	}
	return err
}

// measure runs the tools in turn, round after round, so that other work on the machine
// affects all of them.
func measure(ctx context.Context, tools []*tool, runs int) error {
	for round := range runs {
		for _, t := range tools {
			if round >= slowRuns && t.best() > patience {
				continue
			}
			busy := childrenCPU()
			began := time.Now()
			if err := t.run(ctx); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			t.times = append(t.times, time.Since(began))
			t.cpu = append(t.cpu, childrenCPU()-busy)
		}
	}
	return nil
}

// best returns the shortest run.
func (t *tool) best() time.Duration { return slices.Min(t.times) }

// median returns the median run.
func (t *tool) median() time.Duration {
	sorted := slices.Sorted(slices.Values(t.times))
	return sorted[len(sorted)/2]
}

// scaled extrapolates a time from the files that the tool reads to all files.
func (t *tool) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) * float64(t.of) / float64(t.files))
}
