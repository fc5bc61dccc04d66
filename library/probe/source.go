package probe

import (
	"errors"
	"io"
	"sync"

	"lectern/library/book"
)

const (
	// windowLen is the number of bytes that are read at once. Most headers that a
	// reader needs are close together, and reading a window of a cached file takes
	// a microsecond.
	windowLen = 8 << 10

	// maxMetadata is the largest number of bytes that are read of a file. A book with a
	// long description, thousands of chapters and tags of all kinds needs one or two
	// megabytes; pictures are skipped.
	maxMetadata = 16 << 20
)

// errTooMuch means that reading a file would exceed the limit.
var errTooMuch = errors.New("more metadata than is read")

// source reads parts of a file through a window. It reads at most most bytes,
// usually maxMetadata. It keeps the first error of the disk in err and returns
// no data from then on, so readers need not check each read. It belongs to one
// goroutine.
type source struct {
	file   io.ReaderAt
	size   int64 // of the file, bytes
	at     int64 // of the window
	window []byte
	reach  int          // number of bytes that are read at once, up to windowLen
	spent  int64        // bytes read so far
	err    error        // the first error other than the end of the file
	ended  func() error // the context's Err; nothing is read once it returns an error
	most   int64        // limit of bytes read

	pictures map[*book.Cover]extract // positions of pictures; nil unless requested
	origins  *origins                // names of tags; nil unless requested
	base     int64                   // start of the source in the file, for pictures
	prefix   bool                    // the source has only the beginning of a picture
	passed   string                  // why the first skipped picture cannot be shown; "" if none was skipped
	searched int64                   // number of bytes that were searched for the ends of pictures
}

var windows = sync.Pool{New: func() any { b := make([]byte, 0, windowLen); return &b }}

// newSource returns a source for a file of the given size. Close returns the
// window to the pool.
func newSource(file io.ReaderAt, size int64) *source {
	return &source{file: file, size: size, window: (*windows.Get().(*[]byte))[:0], reach: windowLen, most: maxMetadata}
}

func (s *source) close() {
	if cap(s.window) == windowLen {
		w := s.window[:0]
		windows.Put(&w)
	}
	s.window = nil
}

// peek returns up to n bytes at an offset: fewer at the end of the file, none
// outside it. They are in the window and valid until the next call. n is at
// most windowLen.
func (s *source) peek(at int64, n int) []byte { return s.view(at, n, s.reach) }

// held returns those bytes from an offset on that are in the window. They are valid
// until the next call.
func (s *source) held(at int64) []byte {
	if at < s.at || at >= s.at+int64(len(s.window)) {
		return nil
	}
	return s.window[at-s.at:]
}

// spot is peek without reading ahead, for walks over headers that are far
// apart.
func (s *source) spot(at int64, n int) []byte { return s.view(at, n, n) }

// view is peek that reads up to reach bytes if the data is not in the window.
func (s *source) view(at int64, n, reach int) []byte {
	if at < 0 || at >= s.size || n <= 0 {
		return nil
	}
	n = int(min(int64(n), windowLen, s.size-at))
	if at >= s.at && at+int64(n) <= s.at+int64(len(s.window)) {
		return s.window[at-s.at:][:n]
	}
	reach = int(min(int64(max(n, reach)), s.size-at)) // a read beyond the end would take two
	s.at, s.window = at, s.window[:s.read(at, s.window[:reach])]
	return s.window[:min(n, len(s.window))]
}

// full is peek that returns nil instead of fewer than n bytes.
func (s *source) full(at int64, n int) []byte {
	if b := s.peek(at, n); len(b) == n {
		return b
	}
	return nil
}

// load returns a copy of n bytes at an offset. It returns nil if the file does
// not have them or if they exceed the limit. It checks this before it allocates
// memory.
func (s *source) load(at, n int64) []byte {
	if at < 0 || n <= 0 || at > s.size || n > s.size-at {
		return nil
	}
	if n > s.most-s.spent {
		s.fail(errTooMuch)
		return nil
	}
	b := make([]byte, n)
	if n <= windowLen {
		if copy(b, s.peek(at, int(n))) < len(b) {
			return nil
		}
		return b
	}
	if s.read(at, b) < len(b) {
		return nil
	}
	return b
}

// read fills b as far as the file goes, and counts the bytes.
func (s *source) read(at int64, b []byte) int {
	if s.err != nil {
		return 0
	}
	if s.spent+int64(len(b)) > s.most {
		s.fail(errTooMuch)
		return 0
	}
	if s.ended != nil && s.ended() != nil {
		s.fail(s.ended())
		return 0
	}
	n, err := s.file.ReadAt(b, at)
	s.spent += int64(n)
	if err != nil && err != io.EOF {
		s.fail(err)
		return 0
	}
	return n
}

func (s *source) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}
