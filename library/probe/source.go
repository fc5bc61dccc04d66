package probe

import (
	"errors"
	"io"
	"sync"

	"lectern/library/book"
)

const (
	// windowLen is how much is read at a time: most headers a reader looks at
	// lie together, and a page-sized read of a warm file costs a microsecond.
	windowLen = 8 << 10

	// maxMetadata is how much of one file is read at most. A book with a long
	// description, thousands of chapters and tags of all kinds needs a
	// megabyte or two; pictures are passed over.
	maxMetadata = 16 << 20
)

// errTooMuch is a reader's answer to a file that would have it read more than
// it may.
var errTooMuch = errors.New("more metadata than is read")

// source reads parts of one file for a reader, through a window, and sees to
// it that no more than most, usually maxMetadata, is read of it. An error of the disk is kept
// in err, and every read after it is empty: readers need not look at each one.
// It belongs to one goroutine.
type source struct {
	file   io.ReaderAt
	size   int64 // of the file, bytes
	at     int64 // of the window
	window []byte
	reach  int          // how much is read at a time, up to windowLen
	spent  int64        // bytes read so far
	err    error        // the first that is not the end of the file
	ended  func() error // the context's Err; nothing is read once it answers
	most   int64        // how much may be read, bytes

	pictures map[*book.Cover]extract // where they lie; nil unless they are asked for
	origins  *origins                // names of tags; nil unless they are asked for
	base     int64                   // where the source begins in the file, for them
}

var windows = sync.Pool{New: func() any { b := make([]byte, 0, windowLen); return &b }}

// newSource reads a file of that size. Close gives the window back.
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

// peek returns up to n bytes at an offset, fewer at the end of the file, none
// outside it. They lie in the window and are good until the next call. n is at
// most windowLen.
func (s *source) peek(at int64, n int) []byte { return s.view(at, n, s.reach) }

// spot is peek that reads no further: for walks over headers that lie far apart.
func (s *source) spot(at int64, n int) []byte { return s.view(at, n, n) }

// view is peek that reads up to reach bytes where the window does not serve.
func (s *source) view(at int64, n, reach int) []byte {
	if at < 0 || at >= s.size || n <= 0 {
		return nil
	}
	n = int(min(int64(n), windowLen, s.size-at))
	if at >= s.at && at+int64(n) <= s.at+int64(len(s.window)) {
		return s.window[at-s.at:][:n]
	}
	s.at, s.window = at, s.window[:s.read(at, s.window[:max(n, reach)])]
	return s.window[:min(n, len(s.window))]
}

// full is peek where fewer than n bytes are as good as none.
func (s *source) full(at int64, n int) []byte {
	if b := s.peek(at, n); len(b) == n {
		return b
	}
	return nil
}

// load returns n bytes at an offset in memory of their own, nil if the file
// does not hold them or they are more than may still be read. What n claims is
// checked before memory is taken for it.
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

// read fills b as far as the file goes, and counts.
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
