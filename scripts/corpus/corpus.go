// Package corpus makes audiobook libraries for tests and measurements: real containers
// with real sample tables, tagged in the dialects of common taggers, with names in many
// scripts, a few broken files, and a manifest of what a reader should find in each
// file.
//
// ffmpeg encodes the audio once into a cache; the books are copies of its packets. The
// same options give the same library, byte for byte, as long as the cache or the
// version of ffmpeg stays the same.
package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// version is incremented when the same options give a different library.
const version = 1

// Options say which library to make.
type Options struct {
	Dir   string // where to make it; created if missing, and empty unless it holds this very corpus
	Files int    // rows that a scan should find, including broken files
	Books int    // if set, used instead of Files: the number of books with real titles in tidy folders, for demos
	Seed  int64
	Cache string // folder for the encoded audio; "" means lectern-corpus in the user's cache
	Clean bool   // no broken files, and nothing to ignore
}

// Make makes a library and returns its manifest, which it also writes into the library
// under ManifestName. An existing complete library with the same options is left as it
// is. After an error, the folder may hold a part of the library.
func Make(ctx context.Context, opts Options) (*Manifest, error) {
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return nil, fmt.Errorf("find corpus: %w", err)
	}
	m := &Manifest{Dir: dir, Version: version, Seed: opts.Seed, Wanted: opts.Files, Books: opts.Books, Clean: opts.Clean}
	if opts.Books > 0 {
		m.Wanted = 0
	}
	if old, err := Load(dir); err == nil && old.whole(m) {
		return old, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read dir: %w", err)
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("make corpus: %q is not empty", dir)
	}
	if opts.Cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, fmt.Errorf("find cache: %w", err)
		}
		opts.Cache = filepath.Join(base, "lectern-corpus")
	}
	s, err := loadSeeds(ctx, opts.Cache)
	if err != nil {
		return nil, err
	}
	maker, err := newMaker(dir, s)
	if err != nil {
		return nil, err
	}
	p := planFor(opts)
	if err := p.folders(dir); err != nil {
		return nil, err
	}
	m.Files = make([]*File, len(p.jobs))
	err = parallel(ctx, len(p.jobs), runtime.NumCPU(), func(ctx context.Context, i int) (err error) {
		m.Files[i], err = maker.make(ctx, p.jobs[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, c := range p.companions {
		if err := c.write(dir); err != nil {
			return nil, fmt.Errorf("write companion: %w", err)
		}
	}
	if !opts.Clean && opts.Books == 0 {
		if m.Ignored, err = maker.ignored(p.jobs); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(m.Files, func(a, b *File) int { return strings.Compare(a.Rel(), b.Rel()) })
	return m, m.save()
}

// whole reports whether the manifest belongs to a corpus with the wanted options, and
// whether its files are unchanged.
func (m *Manifest) whole(want *Manifest) bool {
	if m.Version != want.Version || m.Seed != want.Seed || m.Wanted != want.Wanted || m.Books != want.Books || m.Clean != want.Clean {
		return false
	}
	for _, f := range m.Files {
		fi, err := os.Lstat(m.Abs(f))
		if err != nil || fi.Size() != f.Size || !fi.ModTime().Equal(f.Modified) {
			return false
		}
	}
	return true
}

// folders makes every folder of the plan.
func (p plan) folders(dir string) error {
	made := map[string]bool{}
	for _, j := range p.jobs {
		made[filepath.Dir(filepath.Join(dir, filepath.FromSlash(j.rel)))] = true
	}
	for _, c := range p.companions {
		made[filepath.Dir(filepath.Join(dir, filepath.FromSlash(c.rel)))] = true
	}
	for folder := range made {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
	}
	return nil
}

// companionTime is the modification time of files that are not audio.
var companionTime = time.Date(2020, 2, 29, 12, 0, 0, 0, time.UTC)

func (c companion) write(dir string) error {
	data := []byte(c.text)
	if c.cover != nil {
		p, err := c.cover()
		if err != nil {
			return err
		}
		data = p.data
	}
	return put(filepath.Join(dir, filepath.FromSlash(c.rel)), data)
}

func put(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return err
	}
	return os.Chtimes(path, companionTime, companionTime)
}

// ignored writes files that a scan must ignore, each with the content of a real mp3,
// beside the plan's first good file and in the root. It returns their paths.
func (m *maker) ignored(jobs []job) ([]string, error) {
	beside := "Beside"
	for _, j := range jobs {
		if j.damage == nil && strings.HasPrefix(j.rel, "Odd") {
			beside = filepath.ToSlash(filepath.Dir(j.rel))
			break
		}
	}
	sound := strings.Join([]string{string((&id3Tag{version: 3}).bytes()), string(slices.Concat(m.mpeg["cbr22"].frames[:40]...))}, "")
	list := []string{
		".hidden/inside.mp3", beside + "/.dot.mp3", beside + "/._01 - Chapter 1.mp3", beside + "/@eaDir/01 - Chapter 1.mp3", "#recycle/deleted.mp3",
		"$RECYCLE.BIN/deleted.mp3", "lost+found/found.mp3", "Skipped/sound.mp3", "Skipped/deeper/sound.mp3", "Ignored/sound.mp3",
		beside + "/download.mp3.part", beside + "/download.m4b.tmp", beside + "/download.mp3.crdownload", beside + "/download.download",
		beside + "/old.mp3.bak", beside + "/old.temp",
	}
	for _, rel := range list {
		if err := put(filepath.Join(m.dir, filepath.FromSlash(rel)), []byte(sound)); err != nil {
			return nil, fmt.Errorf("write what to ignore: %w", err)
		}
	}
	for _, rel := range []string{"Skipped/.nomedia", "Ignored/.ignore"} {
		if err := put(filepath.Join(m.dir, filepath.FromSlash(rel)), nil); err != nil {
			return nil, fmt.Errorf("write what to ignore: %w", err)
		}
	}
	return list, nil
}
