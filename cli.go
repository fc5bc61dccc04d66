package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"lectern/library"
	"lectern/library/export"
	"lectern/library/view"
)

const usage = `usage:
  lectern [--log FILE] [FOLDER…]    open the window; folders named are added and scanned
  lectern scan [flags] FOLDER…      scan, read, and print to standard output
  lectern version

flags of scan:
`

// Exit statuses.
const (
	done   = 0
	failed = 1
	misuse = 2
)

// flags makes a flag set that prints the usage of the whole program.
func flags(stderr io.Writer) *flag.FlagSet {
	f := flag.NewFlagSet("lectern", flag.ContinueOnError)
	f.SetOutput(stderr)
	return f
}

// parse reads flags and folders in any order; "--" ends the flags. It returns
// the folders.
func parse(f *flag.FlagSet, args []string) (folders []string, err error) {
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		rest := f.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			return append(folders, rest...), nil
		}
		if len(rest) == 0 {
			return folders, nil
		}
		folders, args = append(folders, rest[0]), rest[1:]
	}
}

// scanFlags are the flags of lectern scan.
type scanFlags struct {
	files         bool
	format        string
	query, sort   string
	offset, limit int
	workers       int
	prober, log   string
}

func (s *scanFlags) set(stderr io.Writer) *flag.FlagSet {
	f := flags(stderr)
	f.BoolVar(&s.files, "files", false, "a record per file instead of per book")
	f.StringVar(&s.format, "format", string(export.NDJSON), "ndjson, json, csv or table")
	f.StringVar(&s.query, "query", "", "only what has all these `words`")
	f.StringVar(&s.sort, "sort", "", "`keys` to sort by, as in author,-length")
	f.IntVar(&s.offset, "offset", 0, "skip the first `N` records")
	f.IntVar(&s.limit, "limit", -1, "print at most `N` records")
	f.IntVar(&s.workers, "workers", 0, "files read at once, 1 to 32 (as many as cores)")
	f.StringVar(&s.prober, "prober", "auto", "auto, or ffprobe to force the slow reader")
	f.StringVar(&s.log, "log", "", "write events as JSON lines to `FILE`")
	f.Usage = func() {
		fmt.Fprint(stderr, usage)
		f.PrintDefaults()
	}
	return f
}

// request is what a scan is asked for, checked.
type request struct {
	scanFlags
	folders []string
	query   view.Query
}

func (s scanFlags) check(folders []string) (r request, err error) {
	r = request{scanFlags: s, folders: folders, query: view.Query{Text: s.query}}
	switch {
	case len(folders) == 0:
		return r, errors.New("no folder named")
	case s.workers < 0 || s.workers > library.MaxWorkers:
		return r, fmt.Errorf("--workers takes a number from 1 to %d", library.MaxWorkers)
	case s.offset < 0:
		return r, errors.New("--offset takes a number from 0 on")
	case s.prober != "auto" && s.prober != "ffprobe":
		return r, errors.New("--prober takes auto or ffprobe")
	}
	if r.query.Sort, err = view.ParseSort(s.sort); err != nil {
		return r, err
	}
	_, err = export.Files(io.Discard, export.Format(s.format))
	return r, err
}

// scanCommand is lectern scan.
func scanCommand(args []string, began time.Time) int {
	var s scanFlags
	f := s.set(os.Stderr)
	folders, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return done
	}
	if err != nil {
		return misuse // the flag package has said what is wrong
	}
	r, err := s.check(folders)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lectern:", err)
		return misuse
	}
	log, closeLog, err := openLog(s.log, began)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lectern:", err)
		return failed
	}
	defer closeLog()

	news := make(chan struct{}, 1)
	lib := library.Open(library.Options{
		Workers: s.workers, Query: r.query, Log: log,
		Updated: func() {
			select {
			case news <- struct{}{}:
			default:
			}
		},
	})
	defer lib.Close()
	for _, folder := range folders {
		lib.AddRoot(folder)
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	progress := newProgress(os.Stderr)
	seen := false
	for !lib.Settled() {
		select {
		case <-news:
		case <-interrupted:
			progress.clear()
			fmt.Fprintln(os.Stderr, "lectern: interrupted")
			return failed
		}
		if rows := lib.View().Len(); rows > 0 && !seen {
			seen = true
			log.Info("first_rows", "rows", rows)
		}
		progress.show(lib.Status(), lib.View())
	}
	progress.clear()
	status := done
	for _, reason := range unread(lib.Status()) {
		fmt.Fprintln(os.Stderr, "lectern:", reason)
		status = failed
	}
	if err := r.print(os.Stdout, lib.View()); err != nil {
		fmt.Fprintln(os.Stderr, "lectern: print records:", err)
		return failed
	}
	return status
}

// unread returns what could not be read, in words.
func unread(s *library.Status) (reasons []string) {
	for _, r := range s.Roots {
		if r.Reason != "" {
			reasons = append(reasons, fmt.Sprintf("%q: %s", r.Path, r.Reason))
		}
		for _, p := range r.Problems {
			reasons = append(reasons, fmt.Sprintf("%q: %s", p.Path, p.Reason()))
		}
	}
	return reasons
}

// print writes the rows asked for.
func (r request) print(out io.Writer, v *view.View) error {
	first := min(r.offset, v.Len())
	last := v.Len()
	if r.limit >= 0 {
		last = min(first+r.limit, last)
	}
	if r.files {
		w, err := export.Files(out, export.Format(r.format))
		if err != nil {
			return err
		}
		for row := first; row < last; row++ {
			for _, f := range v.At(row).Files {
				if err := w.Write(f); err != nil {
					return err
				}
			}
		}
		return w.Close()
	}
	w, err := export.Books(out, export.Format(r.format))
	if err != nil {
		return err
	}
	for row := first; row < last; row++ {
		if err := w.Write(v.At(row)); err != nil {
			return err
		}
	}
	return w.Close()
}

// progress is one line on a terminal, written over again; nothing elsewhere.
type progress struct {
	out  *os.File // nil where it is not a terminal
	last time.Time
}

// progressEvery is the least time between two lines of progress.
const progressEvery = 100 * time.Millisecond

func newProgress(out *os.File) *progress {
	if i, err := out.Stat(); err != nil || i.Mode()&os.ModeCharDevice == 0 {
		return &progress{}
	}
	return &progress{out: out}
}

func (p *progress) show(s *library.Status, v *view.View) {
	if p.out == nil || time.Since(p.last) < progressEvery {
		return
	}
	p.last = time.Now()
	fmt.Fprintf(p.out, "\r\x1b[K%d files, %d of %d read, %d faulty", v.Total(), s.Probing.Done, s.Probing.Total, s.Probing.Failed)
}

func (p *progress) clear() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}

// windowFolders reads the arguments of lectern without a command: the folders
// to open, as paths or as the file URIs that some file managers pass.
func windowFolders(args []string) (folders []string, log string, err error) {
	f := flags(os.Stderr)
	f.StringVar(&log, "log", "", "write events as JSON lines to `FILE`")
	f.Usage = func() {
		fmt.Fprint(os.Stderr, usage)
		var s scanFlags
		s.set(os.Stderr).PrintDefaults()
	}
	folders, err = parse(f, args)
	for i, folder := range folders {
		folders[i] = filepath.Clean(strings.TrimPrefix(folder, "file://"))
	}
	return folders, log, err
}
