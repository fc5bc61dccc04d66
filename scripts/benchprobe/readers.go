package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"sync/atomic"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
)

// pass holds the costs of reading some files once.
type pass struct {
	files, declined, faults int
	took, busy              time.Duration // elapsed time, and processor time of all cores
	allocs, allocated       uint64
	reads, read             int64 // calls and bytes; 0 if the system does not count them
}

// readers measures the readers without a program around them: all files with
// all workers, and each kind of file with one.
func (o options) readers(ctx context.Context, w io.Writer, l *library) error {
	stop, err := o.profiling()
	if err != nil {
		return err
	}
	defer stop()
	rows := [][]string{{"readers alone", "files", "at once", "files/s", "processor µs", "reads", "KB read", "allocations", "KB allocated", "declined", "faults"}}
	add := func(name string, paths []string, workers int) error {
		best, err := o.pass(ctx, paths, workers)
		if err != nil {
			return err
		}
		for range o.runs - 1 {
			p, err := o.pass(ctx, paths, workers)
			if err != nil {
				return err
			}
			took, busy := min(p.took, best.took), min(p.busy, best.busy)
			if p.took < best.took {
				best = p
			}
			best.took, best.busy = took, busy
		}
		n := float64(best.files)
		rows = append(rows, []string{
			name, fmt.Sprint(best.files), fmt.Sprint(workers),
			fmt.Sprintf("%.0f", n/best.took.Seconds()),
			fmt.Sprintf("%.1f", best.busy.Seconds()*1e6/n),
			fmt.Sprintf("%.1f", float64(best.reads)/n),
			fmt.Sprintf("%.1f", float64(best.read)/1024/n),
			fmt.Sprintf("%.0f", float64(best.allocs)/n),
			fmt.Sprintf("%.1f", float64(best.allocated)/1024/n),
			fmt.Sprint(best.declined), fmt.Sprint(best.faults),
		})
		return nil
	}
	if err := add("all", l.paths, o.workers); err != nil {
		return err
	}
	kinds := l.byKind()
	for _, k := range sorted(kinds) {
		if err := add(k, kinds[k], 1); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "\n%s\nProcessor time, reads and memory are per file.\n", markdown(rows, 10))
	return nil
}

func (o options) pass(ctx context.Context, paths []string, workers int) (pass, error) {
	var declined, faults atomic.Int64
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	calls, bytes := reads()
	busy, began := ownCPU(), time.Now()
	err := parallel(len(paths), workers, func(i int) error {
		_, err := probe.Native{}.Probe(ctx, &book.File{Path: paths[i]})
		switch {
		case errors.Is(err, probe.ErrUnsupported):
			declined.Add(1)
		case err != nil:
			faults.Add(1)
		}
		return ctx.Err()
	})
	took, busy := time.Since(began), ownCPU()-busy
	moreCalls, moreBytes := reads()
	runtime.ReadMemStats(&after)
	return pass{
		files: len(paths), declined: int(declined.Load()), faults: int(faults.Load()), took: took, busy: busy,
		allocs: after.Mallocs - before.Mallocs, allocated: after.TotalAlloc - before.TotalAlloc,
		reads: moreCalls - calls, read: moreBytes - bytes,
	}, err
}

// reads is how often this process has read, and how many bytes, as Linux
// counts them.
func reads() (calls, bytes int64) {
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0, 0
	}
	var written int64
	fmt.Sscanf(string(text), "rchar: %d\nwchar: %d\nsyscr: %d", &bytes, &written, &calls)
	return calls, bytes
}

// profiling starts the profile that the options ask for, and returns the function that
// ends it.
func (o options) profiling() (stop func(), err error) {
	if o.profile == "" {
		return func() {}, nil
	}
	file, err := os.Create(o.profile)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		file.Close()
	}, nil
}
