package probe

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// cursor reads the body of a tag in a file or in memory.
type cursor struct {
	s       *source // nil if in memory
	mem     []byte
	at, end int64
	stuffed bool // the whole tag is unsynchronised: a zero after 0xFF is ignored
	ff      bool // the previous byte was 0xFF
}

// look returns the next n bytes without consuming them, or nil if there are
// fewer. They are valid until the next call. n is at most windowLen.
func (c *cursor) look(n int64) []byte {
	if c.stuffed {
		d := *c
		return d.take(n)
	}
	return c.lookAt(c.at, n)
}

// lookAt is look at another offset, for a tag that is not stuffed.
func (c *cursor) lookAt(at, n int64) []byte {
	if n <= 0 || at < 0 || n > c.end-at {
		return nil
	}
	if c.s == nil {
		return c.mem[at:][:n]
	}
	return c.s.full(at, int(n))
}

// take consumes the next n bytes and returns them, or nil if there are fewer.
// They are valid until the next call.
func (c *cursor) take(n int64) (b []byte) {
	switch {
	case n <= 0 || n > c.end-c.at:
		return nil
	case c.stuffed:
		return c.pull(n, make([]byte, 0, min(n, strip)))
	case c.s != nil && n > windowLen:
		b = c.s.load(c.at, n)
	default:
		b = c.lookAt(c.at, n)
	}
	c.at += n
	return b
}

// skip skips the next n bytes.
func (c *cursor) skip(n int64) {
	switch {
	case n <= 0:
	case c.stuffed:
		c.pull(n, nil)
	default:
		c.at += min(n, c.end-c.at)
	}
}

// pull consumes the next n bytes of a stuffed tag and appends them to b unless
// b is nil. It returns nil if there are fewer.
func (c *cursor) pull(n int64, b []byte) []byte {
	for n > 0 {
		var raw []byte
		if c.at < c.end {
			raw = c.s.some(c.at)
		}
		if len(raw) == 0 {
			c.at = c.end
			return nil
		}
		if c.ff && raw[0] == 0 {
			c.at++
			c.ff = false
			continue
		}
		run := raw[:min(int64(len(raw)), c.end-c.at, n)]
		if k := bytes.IndexByte(run, 0xFF); k >= 0 {
			run = run[:k+1]
		}
		c.ff = run[len(run)-1] == 0xFF
		c.at += int64(len(run))
		n -= int64(len(run))
		if b != nil {
			b = append(b, run...)
		}
	}
	return b
}

// body unpacks the body of the current frame up to limit. taken is the number
// of stored bytes consumed, and total the unpacked length of the whole body, 0
// if unknown.
func (t *id3) body(c *cursor, f id3Frame, limit int64) (b []byte, taken, total int64) {
	taken = min(f.size, limit+lead)
	if b = c.take(taken); b == nil {
		return nil, taken, 0
	}
	k := int64(0)
	if f.grouped {
		k++
	}
	if f.hasLength {
		k += 4
	}
	if taken < k {
		return nil, taken, 0
	}
	switch {
	case f.hasLength && t.version == 3: // before the group
		total = int64(binary.BigEndian.Uint32(b))
	case f.hasLength:
		total = syncsafe(b[k-4:])
	case !f.stuffed:
		total = f.size - k
	}
	b = b[k:]
	if f.stuffed {
		b = unstuff(b)
	}
	if f.packed {
		b = inflate(b, limit)
	} else if total > f.size {
		total = 0
	}
	return b[:min(int64(len(b)), limit)], taken, total
}

// lead is the largest number of bytes before a frame's content: its length and
// its group.
const lead = 5

// unstuff reverses the unsynchronisation of a frame. If the frame contains
// bytes that unsynchronisation would have changed, its flag was wrong, and the
// frame is returned unchanged.
func unstuff(b []byte) []byte {
	if bytes.IndexByte(b, 0xFF) < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		out = append(out, b[i])
		if b[i] == 0xFF && i+1 < len(b) {
			switch {
			case b[i+1] == 0:
				i++
			case b[i+1] >= 0xE0:
				return b
			}
		}
	}
	return out
}

// inflate unpacks up to limit bytes, whatever size the frame declares.
func inflate(b []byte, limit int64) []byte {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	defer z.Close()
	out, _ := io.ReadAll(io.LimitReader(z, limit)) // text before an error is kept
	return out
}
