package cover

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
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
	// maxOnDisk is how much the thumbnails take on disk: some 15,000 covers in
	// both sizes.
	maxOnDisk = 256 << 20

	// sweptTo is how full the disk cache is left by a sweep, in percent: sweeps look
	// at every file and are to be rare.
	sweptTo = 90

	// quality is of the thumbnails: a cover of 320 pixels takes some 15 KB, and
	// its lettering is clean.
	quality = 88

	// usedEvery is how exactly the last use of a thumbnail is known: it is
	// written down no more often.
	usedEvery = time.Hour

	thumbExt = ".jpg"
)

// diskCache keeps thumbnails on disk, by the content of the picture they were made
// of. What was not used for the longest time goes first. Whatever goes wrong
// with it costs a decoding, so errors are not told. Any goroutine.
type diskCache struct {
	folder string // "" keeps nothing
	most   int64  // bytes

	mu    sync.Mutex
	taken int64 // bytes; below 0 while they have not been counted
}

// key is the name of a picture on the disk cache.
func key(encoded []byte) string {
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:16])
}

func (s *diskCache) path(key string, size Size) string {
	return filepath.Join(s.folder, key[:2], fmt.Sprint(key, "-", int(size), thumbExt))
}

// find returns both sizes of a picture, if they are there and sound.
func (s *diskCache) find(key string) (t thumbs, ok bool) {
	if s.folder == "" {
		return t, false
	}
	if t.small = s.load(key, Small); t.small == nil {
		return t, false
	}
	t.large = s.load(key, Large)
	return t, t.large != nil
}

// load reads a thumbnail and takes note of its use; nil if it is not there, or
// is none.
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
	if now := time.Now(); now.Sub(i.ModTime()) > usedEvery {
		_ = os.Chtimes(path, now, now)
	}
	out := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), m, m.Bounds().Min, draw.Src)
	return out
}

// put keeps both sizes of a picture.
func (s *diskCache) put(key string, t thumbs) {
	if s.folder == "" {
		return
	}
	added := s.save(key, Small, t.small) + s.save(key, Large, t.large)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken < 0 {
		s.taken = total(s.list())
	} else {
		s.taken += added
	}
	if s.taken > s.most {
		s.sweep()
	}
}

// save writes a thumbnail, whole or not at all, and returns its length.
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

// kept is a file on the disk cache.
type kept struct {
	path string
	size int64
	used time.Time
}

func total(all []kept) (n int64) {
	for _, k := range all {
		n += k.size
	}
	return n
}

// list lists what is on the disk cache.
func (s *diskCache) list() (all []kept) {
	folders, _ := os.ReadDir(s.folder) // what cannot be listed takes no room one could free
	for _, d := range folders {
		dir := filepath.Join(s.folder, d.Name())
		files, _ := os.ReadDir(dir)
		for _, f := range files {
			if i, err := f.Info(); err == nil && i.Mode().IsRegular() && strings.HasSuffix(f.Name(), thumbExt) {
				all = append(all, kept{filepath.Join(dir, f.Name()), i.Size(), i.ModTime()})
			}
		}
	}
	return all
}

// sweep removes what was not used for the longest time.
func (s *diskCache) sweep() {
	all := s.list()
	slices.SortFunc(all, func(a, b kept) int { return a.used.Compare(b.used) })
	s.taken = total(all)
	for _, k := range all {
		if s.taken <= s.most/100*sweptTo {
			break
		}
		if os.Remove(k.path) == nil {
			s.taken -= k.size
		}
	}
}
