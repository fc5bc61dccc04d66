package probe

import (
	"context"
	"errors"

	"lectern/library/book"
	"lectern/library/message"
)

// MaxPicture is the size in bytes of the largest picture that is extracted.
// Covers in print quality have a tenth of it.
const MaxPicture = 16 << 20

// base64Picture is the base64 length of a picture of MaxPicture, including line
// breaks.
const base64Picture = MaxPicture / 3 * 4 * 66 / 64

// Reasons why a file's picture cannot be extracted.
var (
	ErrNoPicture    = errors.New(message.Mark("no picture in the file"))
	ErrLargePicture = errors.New(message.Mark("the picture is larger than 16 MiB or 50 megapixels"))
)

// Picture extracts the picture that Media.Cover of a file describes, as encoded: of the
// pictures that can be shown, a front cover, or else the first. It supports the formats
// of Native, and it can block on the disk. Faults in the audio do not prevent it.
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

// embedded reads the file only for its picture.
func (s *source) embedded(ctx context.Context, f *book.File) ([]byte, error) {
	s.pictures = map[*book.Cover]extract{}
	s.most += base64Picture
	m, err := readSource(ctx, s, f)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if m == nil {
		m = s.foreign(ctx, 0)
	}
	if m.Cover == nil {
		if fault := (*book.Fault)(nil); errors.As(err, &fault) && fault.Transient() {
			return nil, fault
		}
		if s.passed == hugePicture {
			return nil, ErrLargePicture
		}
		return nil, ErrNoPicture
	}
	p := s.pictures[m.Cover]
	b := p.data
	if b == nil {
		b = s.load(p.at, p.n)
	}
	b = b[:min(len(b), MaxPicture)]
	switch {
	case s.err != nil && !errors.Is(s.err, errTooMuch):
		return nil, systemFault(s.err)
	case len(b) == 0:
		return nil, ErrNoPicture
	}
	return b, nil
}

// extract is the position of a picture, or its unpacked content.
type extract struct {
	at, n int64
	data  []byte
}

// wants reports whether pictures themselves are requested.
func (s *source) wants() bool { return s.pictures != nil }

// keep records the position of a picture if pictures are requested.
func (s *source) keep(c *book.Cover, e extract) {
	if s.wants() && c != nil {
		e.at += s.base
		s.pictures[c] = e
	}
}
