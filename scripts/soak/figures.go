package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"lectern/library/book"
)

// figure is the program's use of resources at one moment.
type figure struct {
	at                       time.Duration
	files, rows, missing     int
	went                     int    // files that were removed so far
	rested                   bool   // nothing happened meanwhile, and all was read
	heap                     uint64 // live bytes, as of the last garbage collection
	resident                 uint64 // bytes, after garbage is returned; some of it is new garbage
	goroutines, descriptors  int
	watches, catalogue, held int // catalogue in bytes; held are rows that wait for the user's decision
}

// figures are taken one after the other.
type figures []figure

func (f *figures) sample(at time.Duration, r *running, s *shelf) (err error) {
	g := figure{at: at, files: s.files, went: s.went}
	r.books(func(b *book.Book) {
		g.rows++
		if b.State == book.Missing {
			g.missing++
		}
	})
	for _, root := range r.Status().Roots {
		g.held += root.Held.Missing
	}
	debug.FreeOSMemory()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	g.heap, g.goroutines = live[0].Value.Uint64(), runtime.NumGoroutine()
	if g.resident, err = resident(); err != nil {
		return err
	}
	if g.descriptors, err = descriptors(); err != nil {
		return err
	}
	if g.watches, err = watches(); err != nil {
		return err
	}
	if g.catalogue, err = size(filepath.Join(s.dir, "catalogue.*")); err != nil {
		return err
	}
	*f = append(*f, g)
	return nil
}

// sampleAtRest is sample while the library rests: the heap then holds nothing that a scan
// or the search for moved files takes for a moment.
func (f *figures) sampleAtRest(at time.Duration, r *running, s *shelf) error {
	if err := f.sample(at, r, s); err != nil {
		return err
	}
	(*f)[len(*f)-1].rested = true
	return nil
}

// resident returns how much memory of this process is in RAM.
func resident() (uint64, error) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, err
	}
	pages, err := strconv.ParseUint(string(bytes.Fields(text)[1]), 10, 64)
	return pages * uint64(os.Getpagesize()), err
}

// descriptors returns how many files this process has open.
func descriptors() (int, error) {
	entries, err := os.ReadDir("/proc/self/fd")
	return len(entries), err
}

// watches returns how many folders the system watches for this process.
func watches() (n int, err error) {
	paths, err := filepath.Glob("/proc/self/fdinfo/*")
	for _, path := range paths {
		if text, err := os.ReadFile(path); err == nil { // the file may be closed by now
			n += bytes.Count(text, []byte("inotify wd:"))
		}
	}
	return n, err
}

func size(pattern string) (n int, err error) {
	paths, err := filepath.Glob(pattern)
	for _, path := range paths {
		if fi, err := os.Stat(path); err == nil {
			n += int(fi.Size())
		}
	}
	return n, err
}

func (f figures) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "after\tfiles\trows\tmissing\theld\trested\theap MiB\tresident MiB\tgoroutines\tdescriptors\twatches\tcatalogue MiB\t")
	for _, g := range f {
		fmt.Fprintf(w, "%v\t%d\t%d\t%d\t%d\t%t\t%.2f\t%.1f\t%d\t%d\t%d\t%.1f\t\n", g.at.Round(time.Second), g.files, g.rows, g.missing, g.held, g.rested,
			mib(g.heap), mib(g.resident), g.goroutines, g.descriptors, g.watches, mib(uint64(g.catalogue)))
	}
	w.Flush()
}

func mib(n uint64) float64 { return float64(n) / (1 << 20) }

const (
	// flatWithin is the largest acceptable growth of a resource between the second and the
	// last third of the time, and garbageWithin that of what is resident, of which garbage
	// is a part: the more other work a machine has, the more of it there is at a moment.
	flatWithin, garbageWithin = 0.05, 0.10

	// remembered is how many bytes the library may keep for each file that was removed: its
	// row stays, so that the file has its ID, dates and edits when it comes back.
	remembered = 2 << 10

	// enough is the least number of figures in each third for a comparison.
	enough = 2
)

// flat compares the last third of the time with the second, and reports resources that
// have grown: the heap at rest, what is resident on average, and what each scan takes and
// releases at its lowest. The first third does not count, because caches fill during that
// time.
func (f figures) flat() (err error) {
	third := len(f) / 3
	second, last := f[third:len(f)-third], f[len(f)-third:]
	if third < enough || len(second.atRest()) == 0 || len(last.atRest()) == 0 {
		fmt.Println("too short to tell whether memory is flat")
		return nil
	}
	went := func(g figure) float64 { return float64(g.went) }
	known := remembered * (mean(last.atRest(), went) - mean(second.atRest(), went)) / (1 << 20)
	fmt.Printf("%.2f MiB may be kept for files that were removed meanwhile\n", known)
	for _, of := range []struct {
		what         string
		within, more float64
		sum          func(figures, func(figure) float64) float64
		in           func(figure) float64
	}{
		{"heap at rest, MiB", flatWithin, known, meanAtRest, func(g figure) float64 { return mib(g.heap) }},
		{"resident MiB", garbageWithin, known, mean, func(g figure) float64 { return mib(g.resident) }},
		{"goroutines", flatWithin, 0, least, func(g figure) float64 { return float64(g.goroutines) }},
		{"descriptors", flatWithin, 0, least, func(g figure) float64 { return float64(g.descriptors) }},
	} {
		was, is := of.sum(second, of.in), of.sum(last, of.in)
		fmt.Printf("%-17s %8.2f in the second third, %8.2f in the last: %+.1f %%\n", of.what, was, is, 100*(is/was-1))
		if is > was*(1+of.within)+of.more {
			err = errors.Join(err, fmt.Errorf("%s grew from %.2f to %.2f", of.what, was, is))
		}
	}
	for _, g := range f {
		if g.held > 0 {
			return errors.Join(err, fmt.Errorf("%d rows were held after %v, and nothing was lost", g.held, g.at))
		}
	}
	return err
}

// atRest returns the figures that were taken while the library rested.
func (f figures) atRest() figures {
	return slices.DeleteFunc(slices.Clone(f), func(g figure) bool { return !g.rested })
}

func meanAtRest(f figures, of func(figure) float64) float64 { return mean(f.atRest(), of) }

func mean(f figures, of func(figure) float64) (sum float64) {
	for _, g := range f {
		sum += of(g)
	}
	return sum / float64(len(f))
}

func least(f figures, of func(figure) float64) float64 {
	n := of(f[0])
	for _, g := range f[1:] {
		n = min(n, of(g))
	}
	return n
}
