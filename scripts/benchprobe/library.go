package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lectern/scripts/corpus"
	"lectern/scripts/corpus/pairs"
)

// seedFiles is the size of the corpus that the links lead to. It is small enough to
// stay in memory.
const seedFiles = 882

// library is the files that are read.
type library struct {
	dir   string
	list  string           // a file with one path per line
	paths []string         // in the order of a walk
	kinds []string         // the container of each path, by its extension
	seed  *corpus.Manifest // to whose files the paths are links; nil if they are files of their own
	bytes int64            // of all paths, counting each link
}

// newLibrary makes the library, or reuses that of an earlier run.
func newLibrary(ctx context.Context, o options) (*library, error) {
	name := strings.Join(append([]string{"links", strconv.Itoa(o.files)}, o.containers...), "-")
	if o.chapters {
		name = "chapters-" + strconv.Itoa(o.files)
	}
	l := &library{dir: filepath.Join(o.dir, name), list: filepath.Join(o.dir, name+".txt")}
	var err error
	if o.chapters {
		err = pairs.Make(l.dir, o.files)
	} else {
		err = l.link(ctx, o)
	}
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(l.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		l.bytes += st.Size()
		l.paths = append(l.paths, path)
		l.kinds = append(l.kinds, kind(path))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("walk: %w", err)
	}
	return l, os.WriteFile(l.list, []byte(strings.Join(l.paths, "\n")+"\n"), 0o644)
}

// link makes links to the seeded corpus.
func (l *library) link(ctx context.Context, o options) error {
	seed, err := corpus.Make(ctx, corpus.Options{Dir: filepath.Join(o.dir, "seed"), Files: seedFiles, Seed: 1})
	if err != nil {
		return err
	}
	l.seed = seed
	if _, err := os.Stat(l.dir); err == nil {
		return nil
	}
	half := l.dir + ".part"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := corpus.Links(ctx, seed.Dir, half, o.files, o.containers...); err != nil {
		return err
	}
	return os.Rename(half, l.dir)
}

// kind returns the family of containers for a path's extension.
func kind(path string) string {
	switch ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."); ext {
	case "m4b", "m4a":
		return "mp4"
	case "oga", "ogg":
		return "ogg"
	default:
		return ext
	}
}

// byKind returns the paths of each kind.
func (l *library) byKind() map[string][]string {
	m := map[string][]string{}
	for i, k := range l.kinds {
		m[k] = append(m[k], l.paths[i])
	}
	return m
}

// mix returns how many files of each kind there are, in words.
func (l *library) mix() string {
	var b strings.Builder
	kinds := l.byKind()
	for _, k := range sorted(kinds) {
		fmt.Fprintf(&b, " %d %s", len(kinds[k]), k)
	}
	return b.String()
}

// sample returns n paths, evenly spread.
func (l *library) sample(n int) []string {
	n = min(n, len(l.paths))
	paths := make([]string, n)
	for i := range paths {
		paths[i] = l.paths[i*len(l.paths)/n]
	}
	return paths
}

// warm reads every file once and stats every link, so that no tool waits for the disk.
func (l *library) warm(workers int) error {
	files := l.paths
	if l.seed != nil {
		files = nil
		for _, good := range l.seed.Good() {
			files = append(files, l.seed.Abs(good))
		}
	}
	return parallel(len(files), workers, func(i int) error {
		file, err := os.Open(files[i])
		if err != nil {
			return err
		}
		defer file.Close()
		_, err = io.Copy(struct{ io.Writer }{io.Discard}, file)
		return err
	})
}

// sorted returns the keys of m, the one with the most values first.
func sorted(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if len(m[a]) != len(m[b]) {
			return len(m[b]) - len(m[a])
		}
		return strings.Compare(a, b)
	})
	return keys
}
