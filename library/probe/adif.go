package probe

import (
	"bytes"
	"context"

	"lectern/library/book"
)

func init() { register(readADIF, beginsWith("ADIF")) }

// adifHead is above the length of a header with one program, in bytes.
const adifHead = 64

// readADIF reads raw AAC with one header at its beginning (ISO/IEC 13818-7, 6.2). There
// are no lengths in it: the length follows from the bit rate, which can be the highest
// of a variable one.
func readADIF(_ context.Context, s *source, _ *book.File) (*book.Media, error) {
	b := &bitString{b: bytes.Clone(s.peek(0, adifHead))}
	b.take(32)
	if b.take(1) == 1 { // copyright
		b.take(72)
	}
	b.take(2)
	variable := b.take(1) == 1
	bitRate := b.take(23)
	b.take(4) // number of programs, less one
	if !variable {
		b.take(20) // fullness of the buffer
	}
	object, rate, channels := program(b)
	d := playing(8*s.size, int64(bitRate))
	switch {
	case b.over && s.size < adifHead:
		return nil, truncated()
	case rate == 0 || channels == 0 || d == 0:
		return nil, damaged()
	}
	return &book.Media{
		Container: "aac", Codec: aacWord(object, false, false), SampleRate: rate, Channels: channels, Duration: d, Estimated: variable,
		BitRate: bitRate,
	}, nil
}
