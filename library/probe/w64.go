package probe

import (
	"context"
	"encoding/binary"
	"math"

	"lectern/library/book"
)

// Chunks in Sony's Wave64 have 16 bytes for a name and 8 for a length, which includes
// both. The first four bytes of a name are the ones in RIFF, and the rest is one of two
// constants. Chunks begin at multiples of eight.
const (
	w64Head = 24
	w64File = "riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\x00\x00"
	w64Rest = "\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A"
)

func init() { register(readW64, beginsWith(w64File)) }

// readW64 reads a Wave64 file.
func readW64(ctx context.Context, s *source, _ *book.File) (*book.Media, error) {
	h := s.full(0, w64Head+16)
	if h == nil {
		return nil, truncated()
	}
	le := binary.LittleEndian
	if string(h[:16]) != w64File || string(h[w64Head:][:16]) != "wave"+w64Rest {
		return nil, ErrUnsupported
	}
	w := chunked{s: s, id3: id3{s: s}, order: le, extent: clamp(le.Uint64(h[16:]))}
	if w.extent > math.MaxInt64/2 { // streamed
		w.extent = 0
	}
	w.chunks64(ctx, func(c chunk) {
		switch c.name {
		case "fmt ":
			w.riff(ctx, c)
		case "fact": // a count of 64 bits
			if b := s.full(c.at, 8); b != nil && c.n >= 8 {
				w.samples = clamp(le.Uint64(b))
			}
		case "data":
			w.sound(c.at, c.n)
		}
	})
	return w.media(ctx, "w64")
}

// chunks64 calls see for each chunk of a Wave64 file.
func (w *chunked) chunks64(ctx context.Context, see func(chunk)) {
	at := int64(w64Head + 16)
	for range maxChunks {
		h := w.s.full(at, w64Head)
		if h == nil || ctx.Err() != nil {
			break
		}
		n := clamp(binary.LittleEndian.Uint64(h[16:]))
		if n < w64Head {
			break
		}
		if string(h[4:16]) == w64Rest {
			see(chunk{string(h[:4]), at + w64Head, n - w64Head})
		}
		if n > w.s.size-at {
			break
		}
		at += (n + 7) &^ 7
	}
}
