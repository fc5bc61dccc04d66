// Truth prints where Lectern's readers and ffprobe disagree about the files of
// a folder and, if the folder is a corpus with a manifest, which of the two is
// right.
//
//	truth [-quiet] [FOLDER]
//
// Without a folder it takes the seeded corpus. It prints each field of each
// file that has more than one answer, and counts them by field. The exit status
// is 1 if Lectern contradicts the manifest.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"

	"lectern/scripts/corpus"
)

// seedFiles is the size of the corpus that is used if no folder is named. It is the
// corpus that bench-probe links to.
const seedFiles = 882

func main() {
	lectern := flag.String("lectern", "build/lectern", "the `program` to ask")
	quiet := flag.Bool("quiet", false, "only count what the manifest lays to ffprobe, do not list it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	wrong, err := run(ctx, *lectern, flag.Arg(0), *quiet)
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "truth:", err)
		os.Exit(2)
	case wrong > 0:
		os.Exit(1)
	}
}

// run returns how many fields Lectern has wrong.
func run(ctx context.Context, lectern, dir string, quiet bool) (wrong int, err error) {
	if dir == "" {
		if dir, err = seed(ctx); err != nil {
			return 0, err
		}
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return 0, err
	}
	given, err := manifest(dir)
	if err != nil {
		return 0, err
	}
	ours, took, err := scan(ctx, lectern, "auto", dir)
	if err != nil {
		return 0, err
	}
	theirs, tookThem, err := scan(ctx, lectern, ffprobe, dir)
	if err != nil {
		return 0, err
	}
	fmt.Printf("%d files; Lectern took %.2f s, ffprobe %.2f s\n\n", len(ours), took.Seconds(), tookThem.Seconds())
	c := compare(dir, ours, theirs, given)
	c.list(os.Stdout, quiet)
	c.sum(os.Stdout, given != nil)
	return c.wrong(), nil
}

// seed returns the folder of the seeded corpus.
func seed(ctx context.Context) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find cache: %w", err)
	}
	m, err := corpus.Make(ctx, corpus.Options{Dir: filepath.Join(cache, "lectern-bench", "seed"), Files: seedFiles, Seed: 1})
	if err != nil {
		return "", err
	}
	return m.Dir, nil
}

// scan returns what Lectern prints about each file with one of its probers.
func scan(ctx context.Context, lectern, prober, dir string) (map[string]*record, time.Duration, error) {
	c := exec.CommandContext(ctx, lectern, "scan", "--files", "--prober", prober, "--", dir)
	c.Stderr = os.Stderr
	began := time.Now()
	out, err := c.Output()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && (!exited || len(out) == 0) {
		return nil, 0, fmt.Errorf("scan: %w", err)
	}
	took := time.Since(began)
	records := map[string]*record{}
	for line := range bytes.Lines(out) {
		r := &record{}
		if err := json.Unmarshal(line, r); err != nil {
			return nil, 0, fmt.Errorf("parse record: %w", err)
		}
		if len(r.PathBytes) == 0 {
			r.PathBytes = []byte(r.Path)
		}
		records[string(r.PathBytes)] = r
	}
	return records, took, nil
}

// manifest returns what should be read from the files of a corpus, by path, or nil for
// a folder that is not a corpus.
func manifest(dir string) (map[string]*corpus.File, error) {
	m, err := corpus.Load(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	files := map[string]*corpus.File{}
	for _, f := range m.Files {
		files[m.Abs(f)] = f
	}
	return files, nil
}
