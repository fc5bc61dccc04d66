package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	perFolder = 10 // files of a book
	authors   = 40

	// A copy over a slow network arrives in this many pieces, one each growEvery.
	pieces    = 12
	growEvery = 300 * time.Millisecond
	growing   = 3 // files that grow at the same time

	awayFor = 40 * time.Second // the longest time a folder is away

	// mayGo files, or one in shareGoes of a root's files if that is more, may go within
	// goneWithin: half as many as would make the library hold them. The library counts
	// losses within one minute, and notices them a little later.
	mayGo      = 25
	shareGoes  = 10
	goneWithin = 70 * time.Second
)

// Each seed contains texts of these lengths. They are replaced byte for byte, so that a
// file gets other tags without being encoded again.
const (
	titleMark = "Title 0000000000"
	albumMark = "Album 0000000000"
)

// seed is an encoded file from which others are copied.
type seed struct {
	ext  string
	data []byte
}

// shelf is a library on disk and its expected state.
type shelf struct {
	dir     string
	roots   []string // the last one is small, and is added and removed
	target  int      // the number of files to keep
	rand    *rand.Rand
	seeds   []seed
	made    int // number of files and folders ever made, for their names
	files   int // in the roots
	folders []*folder
	away    []*folder
	copies  []*copying
	gone    map[string][]time.Duration // when files of a root were removed, within goneWithin
	went    int                        // files that were removed, in all
	steps   int
	told    map[string]int // counts of each kind of change
}

// folder is a book.
type folder struct {
	root, path string
	names      []string
	parked     string        // the path while it is away
	back       time.Duration // when it returns
}

// copying is a file that is growing.
type copying struct {
	file *os.File
	rest []byte
	part int
	next time.Duration
}

func newShelf(ctx context.Context, dir string, files int, r *rand.Rand) (*shelf, error) {
	s := &shelf{dir: dir, target: files, rand: r, gone: map[string][]time.Duration{}, told: map[string]int{}}
	var err error
	if s.seeds, err = encode(ctx, dir); err != nil {
		return nil, err
	}
	for _, name := range []string{"one", "two", "three"} {
		s.roots = append(s.roots, filepath.Join(dir, name))
	}
	if err := os.Mkdir(filepath.Join(dir, "away"), 0o755); err != nil {
		return nil, err
	}
	for s.files < files {
		f, err := s.newFolder()
		if err != nil {
			return nil, err
		}
		for range perFolder {
			if err := s.put(f); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// encode makes the seeds: three containers in four lengths.
func encode(ctx context.Context, dir string) (seeds []seed, err error) {
	for ext, muxer := range map[string]string{"mp3": "mp3", "m4b": "mp4", "flac": "flac"} {
		for seconds := 1; seconds <= 4; seconds++ {
			path := filepath.Join(dir, "seed."+ext)
			out, err := exec.CommandContext(ctx, "ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=sample_rate=22050:duration="+strconv.Itoa(seconds),
				"-metadata", "title="+titleMark, "-metadata", "album="+albumMark, "-metadata", "artist=Ann Author", "-f", muxer, path).CombinedOutput()
			if err != nil {
				return nil, fmt.Errorf("ffmpeg: %w: %s", err, out)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			if !bytes.Contains(data, []byte(titleMark)) || !bytes.Contains(data, []byte(albumMark)) {
				return nil, fmt.Errorf("the tags of %q cannot be replaced", path)
			}
			seeds = append(seeds, seed{ext, data})
		}
	}
	return seeds, nil
}

// content returns a file with unique tags.
func (s *shelf) content(of seed) []byte {
	s.made++
	data := bytes.Replace(of.data, []byte(titleMark), fmt.Appendf(nil, "Title %010d", s.made), 1)
	return bytes.Replace(data, []byte(albumMark), fmt.Appendf(nil, "Album %010d", s.made/3), 1)
}

func (s *shelf) folderName() string {
	s.made++
	return filepath.Join(fmt.Sprintf("Author %d", s.rand.IntN(authors)), fmt.Sprintf("Book %d", s.made))
}

// newFolder makes an empty book in a root; the small root gets one of twenty.
func (s *shelf) newFolder() (*folder, error) {
	root := s.roots[s.rand.IntN(2)]
	if s.rand.IntN(20) == 0 {
		root = s.roots[2]
	}
	f := &folder{root: root, path: filepath.Join(root, s.folderName())} // its first file follows immediately
	s.folders = append(s.folders, f)
	return f, os.MkdirAll(f.path, 0o755)
}

// name returns a new name for a file in a folder.
func (s *shelf) name(f *folder, ext string) string {
	s.made++
	name := fmt.Sprintf("Part %d.%s", s.made, ext)
	f.names = append(f.names, name)
	return name
}

// put writes a new file.
func (s *shelf) put(f *folder) error {
	of := s.seeds[s.rand.IntN(len(s.seeds))]
	s.files++
	return os.WriteFile(filepath.Join(f.path, s.name(f, of.ext)), s.content(of), 0o644)
}

// step makes one change, at a time since the beginning.
func (s *shelf) step(now time.Duration) error {
	if err := s.grow(now); err != nil {
		return err
	}
	for len(s.away) > 0 && now >= s.away[0].back {
		if err := s.bringBack(); err != nil {
			return err
		}
	}
	s.steps++
	f := s.folders[s.rand.IntN(len(s.folders))]
	few := s.files < s.target
	switch n := s.rand.IntN(100); {
	case n < 30 && few:
		s.told["files added"]++
		return s.add(f)
	case n < 55:
		s.told["files rewritten"]++
		return s.rewrite(f)
	case n < 70:
		s.told["files renamed"]++
		return s.rename(f)
	case n < 72:
		s.told["folders renamed"]++
		to := filepath.Join(f.root, s.folderName())
		err := move(f.path, to)
		f.path = to
		return err
	case n < 80 && len(s.copies) < growing && few:
		s.told["slow copies"]++
		return s.copySlowly(f, now)
	case n < 92 && s.lets(f.root, 1, now):
		s.told["files deleted"]++
		return s.remove(f)
	case n < 93 && s.lets(f.root, len(f.names), now) && len(s.folders) > perFolder:
		s.told["folders deleted"]++
		s.files -= len(f.names)
		s.drop(f)
		return os.RemoveAll(f.path)
	case n < 95 && s.lets(f.root, len(f.names), now) && len(s.folders) > perFolder:
		s.told["folders taken away"]++
		return s.takeAway(f, now)
	}
	return nil
}

// lets reports whether n files of a root may go now, and counts them as gone.
func (s *shelf) lets(root string, n int, now time.Duration) bool {
	gone := slices.DeleteFunc(s.gone[root], func(at time.Duration) bool { return now-at > goneWithin })
	have := 0
	for _, f := range s.folders {
		if f.root == root {
			have += len(f.names)
		}
	}
	if lets := len(gone)+n <= max(mayGo, have/shareGoes); !lets {
		s.gone[root] = gone
		return false
	}
	s.went += n
	for range n {
		gone = append(gone, now)
	}
	s.gone[root] = gone
	return true
}

func (s *shelf) add(f *folder) error {
	if len(f.names) >= perFolder {
		var err error
		if f, err = s.newFolder(); err != nil {
			return err
		}
	}
	return s.put(f)
}

// rewrite gives a file other content, in place or by replacing the file.
func (s *shelf) rewrite(f *folder) error {
	path := filepath.Join(f.path, f.names[s.rand.IntN(len(f.names))])
	if s.writing(path) {
		return nil
	}
	ext := filepath.Ext(path)[1:]
	of := s.seeds[s.rand.IntN(len(s.seeds))]
	for of.ext != ext {
		of = s.seeds[s.rand.IntN(len(s.seeds))]
	}
	if s.rand.IntN(2) == 0 {
		return os.WriteFile(path, s.content(of), 0o644)
	}
	beside := path + ".part"
	if err := os.WriteFile(beside, s.content(of), 0o644); err != nil {
		return err
	}
	return os.Rename(beside, path)
}

// writing reports whether a file is growing.
func (s *shelf) writing(path string) bool {
	return slices.ContainsFunc(s.copies, func(c *copying) bool { return filepath.Base(c.file.Name()) == filepath.Base(path) })
}

// rename gives a file another name, in its folder or in another folder of its root.
func (s *shelf) rename(f *folder) error {
	to := f
	if other := s.folders[s.rand.IntN(len(s.folders))]; other.root == f.root {
		to = other
	}
	i := s.rand.IntN(len(f.names))
	old := f.names[i]
	if s.writing(old) {
		return nil
	}
	f.names = slices.Delete(f.names, i, i+1)
	if err := move(filepath.Join(f.path, old), filepath.Join(to.path, s.name(to, filepath.Ext(old)[1:]))); err != nil {
		return err
	}
	return s.tidy(f)
}

func (s *shelf) remove(f *folder) error {
	i := s.rand.IntN(len(f.names))
	path := filepath.Join(f.path, f.names[i])
	f.names = slices.Delete(f.names, i, i+1)
	s.files--
	if err := os.Remove(path); err != nil {
		return err
	}
	return s.tidy(f)
}

// tidy removes a folder that has become empty.
func (s *shelf) tidy(f *folder) error {
	if len(f.names) > 0 {
		return nil
	}
	s.drop(f)
	return os.Remove(f.path)
}

func (s *shelf) drop(f *folder) {
	s.folders = slices.DeleteFunc(s.folders, func(g *folder) bool { return g == f })
}

// takeAway moves a folder out of the library for a while.
func (s *shelf) takeAway(f *folder, now time.Duration) error {
	s.drop(f)
	s.made++
	f.parked = filepath.Join(s.dir, "away", strconv.Itoa(s.made))
	f.back = now + time.Duration(s.rand.Int64N(int64(awayFor)))
	s.away = append(s.away, f)
	slices.SortFunc(s.away, func(a, b *folder) int { return int(a.back - b.back) })
	s.files -= len(f.names)
	return os.Rename(f.path, f.parked)
}

// bringBack returns the folder that is due first.
func (s *shelf) bringBack() error {
	f := s.away[0]
	s.away = s.away[1:]
	s.folders = append(s.folders, f)
	s.files += len(f.names)
	return move(f.parked, f.path)
}

func move(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// copySlowly begins a file that grows.
func (s *shelf) copySlowly(f *folder, now time.Duration) error {
	of := s.seeds[s.rand.IntN(len(s.seeds))]
	data := s.content(of)
	file, err := os.Create(filepath.Join(f.path, s.name(f, of.ext)))
	if err != nil {
		return err
	}
	s.files++
	s.copies = append(s.copies, &copying{file, data, len(data)/pieces + 1, now})
	return nil
}

// grow writes a piece of each file that is due.
func (s *shelf) grow(now time.Duration) error {
	for _, c := range slices.Clone(s.copies) {
		if now < c.next {
			continue
		}
		c.next = now + growEvery
		n := min(c.part, len(c.rest))
		if _, err := c.file.Write(c.rest[:n]); err != nil {
			return err
		}
		if c.rest = c.rest[n:]; len(c.rest) > 0 {
			continue
		}
		s.copies = slices.DeleteFunc(s.copies, func(d *copying) bool { return c == d })
		if err := c.file.Close(); err != nil {
			return err
		}
	}
	return nil
}

// calm ends all changes: it completes the copies and brings back the folders that are
// away.
func (s *shelf) calm() error {
	for len(s.copies) > 0 {
		if err := s.grow(s.copies[0].next); err != nil {
			return err
		}
	}
	for len(s.away) > 0 {
		if err := s.bringBack(); err != nil {
			return err
		}
	}
	return nil
}

// story returns what happened, and how often.
func (s *shelf) story() string {
	var parts []string
	for _, what := range slices.Sorted(maps.Keys(s.told)) {
		parts = append(parts, fmt.Sprintf("%d %s", s.told[what], what))
	}
	return strings.Join(parts, ", ")
}
