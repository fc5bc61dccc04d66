package cover

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// maxOnDisk is the largest number of bytes that the thumbnails take on disk: about
	// 15,000 covers in both sizes.
	maxOnDisk = 256 << 20

	// evictTo is how full evict leaves the cache, in percent. Evicting reads
	// the info of every file and should be rare.
	evictTo = 90

	// quality is the JPEG quality of thumbnails: a cover of 320 pixels takes
	// about 15 KB, and its lettering is clean.
	quality = 88

	// usedEvery is the precision of a thumbnail's time of last use: the time is
	// written no more often than this.
	usedEvery = time.Hour

	thumbExt = ".jpg"
)

// diskCache caches thumbnails on disk, by the key of the picture's source, and evicts the
// least recently used. Errors are ignored: they only cost
// another decoding. It is safe on any goroutine.
type diskCache struct {
	folder string // "" caches nothing
	limit  int64  // bytes

	mu   sync.Mutex
	used int64 // bytes; negative until counted
}

func (s *diskCache) path(key string, size Size) string {
	return filepath.Join(s.folder, key[:2], fmt.Sprint(key, "-", int(size), thumbExt))
}

// has reports whether a picture is cached in a size. None has the key "".
func (s *diskCache) has(key string, size Size) bool {
	if s.folder == "" || key == "" {
		return false
	}
	_, err := os.Stat(s.path(key, size))
	return err == nil
}

// load reads a thumbnail and records its use. It returns nil if the file is
// missing or invalid.
func (s *diskCache) load(key string, size Size) *image.RGBA {
	path := s.path(key, size)
	i, err := os.Stat(path)
	if err != nil || i.Size() > MaxBytes {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	f, pixels, err := examine(b)
	if err != nil || pixels > int(size*size) {
		return nil
	}
	m, err := f.open(b)
	if err != nil {
		return nil
	}
	if now := time.Now(); now.Sub(i.ModTime()).Abs() > usedEvery {
		_ = os.Chtimes(path, now, now)
	}
	out := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), m, m.Bounds().Min, draw.Src)
	return out
}

// put caches both sizes of a picture.
func (s *diskCache) put(key string, t thumbs) {
	if s.folder == "" || key == "" {
		return
	}
	added := s.save(key, Small, t.small) + s.save(key, Large, t.large)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used < 0 {
		s.used = total(s.list())
	} else {
		s.used += added
	}
	if s.used > s.limit {
		s.evict()
	}
}

// save writes a thumbnail, completely or not at all, and returns its length in
// bytes.
func (s *diskCache) save(key string, size Size, m image.Image) int64 {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return 0
	}
	path := s.path(key, size)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return 0
	}
	f, err := os.CreateTemp(filepath.Dir(path), "new-*"+thumbExt)
	if err != nil {
		return 0
	}
	_, err = f.Write(b.Bytes())
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return 0
	}
	return int64(b.Len())
}

// cacheFile is a file in the disk cache.
type cacheFile struct {
	path string
	size int64
	used time.Time
}

func total(all []cacheFile) (n int64) {
	for _, k := range all {
		n += k.size
	}
	return n
}

// list returns the files in the disk cache.
func (s *diskCache) list() (all []cacheFile) {
	folders, _ := os.ReadDir(s.folder) // evict could not remove files that cannot be listed
	for _, d := range folders {
		dir := filepath.Join(s.folder, d.Name())
		files, _ := os.ReadDir(dir)
		for _, f := range files {
			if i, err := f.Info(); err == nil && i.Mode().IsRegular() && strings.HasSuffix(f.Name(), thumbExt) {
				all = append(all, cacheFile{filepath.Join(dir, f.Name()), i.Size(), i.ModTime()})
			}
		}
	}
	return all
}

// evict removes the least recently used files.
func (s *diskCache) evict() {
	all := s.list()
	slices.SortFunc(all, func(a, b cacheFile) int { return a.used.Compare(b.used) })
	s.used = total(all)
	for _, k := range all {
		if s.used <= s.limit/100*evictTo {
			break
		}
		if os.Remove(k.path) == nil {
			s.used -= k.size
		}
	}
}
