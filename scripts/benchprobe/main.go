// Benchprobe compares how fast Lectern and well-known tools read audio files:
// the same files, with the same number of workers, in one run.
//
// The files are hard links to the seeded corpus, or with -chapters the library of
// benchmemory, kept in the user's cache. Each
// tool is a whole process, timed from start to end. The fastest of several runs
// counts, because the machine may be busy with other work.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
)

// The modes in which the program runs itself as a separate process.
const asFloor = "floor"

func main() {
	var o options
	flag.IntVar(&o.files, "n", 10_000, "read this many `files`")
	flag.IntVar(&o.sample, "sample", 200, "have ffprobe read only this many `files`, and extrapolate")
	flag.IntVar(&o.runs, "runs", 5, "run each tool this many `times`")
	flag.IntVar(&o.workers, "workers", runtime.NumCPU(), "files that are read at once, as a `number`")
	flag.StringVar(&o.lectern, "lectern", "build/lectern", "the `program` to measure")
	flag.StringVar(&o.dir, "dir", "", "keep the files in this `folder` (default lectern-bench in the user's cache)")
	flag.StringVar(&o.only, "only", "", "run only these `tools`, with commas between them")
	flag.StringVar(&o.profile, "cpuprofile", "", "leave a profile of the readers without the program around them in this `file`")
	flag.BoolVar(&o.chapters, "chapters", false, "read a library in which every fifth file is a book of forty chapters with a picture")
	containers := flag.String("containers", "", "only files in these, as the corpus names them, with commas between them")
	as := flag.String("as", "", "")
	flag.Parse()
	if *containers != "" {
		o.containers = strings.Split(*containers, ",")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o, *as); err != nil {
		fmt.Fprintln(os.Stderr, "benchprobe:", err)
		os.Exit(1)
	}
}

// options say what to measure on what.
type options struct {
	files, sample, runs, workers int

	lectern, dir, only, profile string
	containers                  []string
	chapters                    bool
}

func run(ctx context.Context, o options, as string) error {
	if as == asFloor {
		return floor(flag.Arg(0), o.workers)
	}
	if o.dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return fmt.Errorf("find cache: %w", err)
		}
		o.dir = filepath.Join(cache, "lectern-bench")
	}
	l, err := newLibrary(ctx, o)
	if err != nil {
		return err
	}
	tools, err := o.tools(ctx, l)
	if err != nil {
		return err
	}
	if err := l.warm(o.workers); err != nil {
		return err
	}
	fmt.Printf("%d files, %.1f GB, warm, %d at a time:%s\n\n", len(l.paths), float64(l.bytes)/1e9, o.workers, l.mix())
	if err := measure(ctx, tools, o.runs); err != nil {
		return err
	}
	printTable(os.Stdout, tools)
	if o.chapters {
		return nil
	}
	return o.readers(ctx, os.Stdout, l)
}
