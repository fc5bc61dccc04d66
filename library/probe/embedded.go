package probe

import (
	"context"
	"errors"

	"lectern/library/book"
)

// MaxPicture is the largest picture that is read out of a file, in bytes:
// covers in print quality have a tenth of it.
const MaxPicture = 16 << 20

// base64Picture is how many characters a picture of MaxPicture has, line
// breaks included.
const base64Picture = MaxPicture / 3 * 4 * 66 / 64

// The reasons why a file's picture cannot be had.
var (
	ErrNoPicture    = errors.New("no picture in the file")
	ErrLargePicture = errors.New("the picture is larger than 16 MiB")
)

// Picture reads the picture that a file's Media describes as its cover, as it
// is encoded: a front cover, else the first picture. It knows the formats of
// Native, may block on the disk, and is not kept back by a fault of the sound.
func Picture(ctx context.Context, path string) ([]byte, error) {
	file, size, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s := newSource(file, size)
	defer s.close()
	return s.embedded(ctx, &book.File{Path: path, Size: size})
}

// embedded reads the file for its picture alone.
func (s *source) embedded(ctx context.Context, f *book.File) ([]byte, error) {
	s.pictures = map[*book.Cover]extract{}
	s.most += base64Picture
	m, err := readSource(ctx, s, f)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if m == nil || m.Cover == nil {
		if fault := (*book.Fault)(nil); errors.As(err, &fault) && fault.Transient() {
			return nil, fault
		}
		return nil, ErrNoPicture
	}
	p := s.pictures[m.Cover]
	if p.n > MaxPicture || m.Cover.Bytes > MaxPicture {
		return nil, ErrLargePicture
	}
	b := p.data
	if b == nil {
		b = s.load(p.at, p.n)
	}
	switch {
	case s.err != nil && !errors.Is(s.err, errTooMuch):
		return nil, systemFault(s.err)
	case len(b) == 0:
		return nil, ErrNoPicture
	}
	return b, nil
}

// extract is where a picture lies, or what was unpacked of it.
type extract struct {
	at, n int64
	data  []byte
}

// wants reports whether pictures themselves are asked for.
func (s *source) wants() bool { return s.pictures != nil }

// keep takes note of where a picture lies; pictures that are only described
// are not.
func (s *source) keep(c *book.Cover, e extract) {
	if s.wants() && c != nil {
		e.at += s.base
		s.pictures[c] = e
	}
}
