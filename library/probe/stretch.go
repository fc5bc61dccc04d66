package probe

import (
	"encoding/binary"
	"math"
	"math/bits"
	"time"
)

// stretch reads a sequence of metadata. It can consist of several pieces: page
// headers divide a packet of an Ogg stream.
type stretch struct {
	s    *source
	at   int64               // offset of the next byte
	left int64               // bytes left in this piece
	more func(*stretch) bool // moves to the next piece; nil if there is only one
	side []byte              // buffer for data that spans two pieces
}

// take returns the next n bytes, fewer at the end. They are valid until the
// next call. It allocates memory only for bytes that exist, whatever n
// declares.
func (p *stretch) take(n int64) []byte {
	if n <= 0 {
		return nil
	}
	if n <= p.left && n <= windowLen {
		b := p.s.peek(p.at, int(n))
		p.pass(int64(len(b)), n)
		return b
	}
	p.side = p.side[:0]
	for int64(len(p.side)) < n && p.ready() {
		k := min(n-int64(len(p.side)), p.left, windowLen)
		b := p.s.peek(p.at, int(k))
		p.side = append(p.side, b...)
		if p.pass(int64(len(b)), k); int64(len(b)) < k {
			break
		}
	}
	return p.side
}

// pass skips n bytes. If fewer than wanted exist, the stretch ends.
func (p *stretch) pass(n, wanted int64) {
	p.at += n
	p.left -= n
	if n < wanted {
		p.left, p.more = 0, nil
	}
}

// skip skips n bytes and reports whether they exist.
func (p *stretch) skip(n int64) bool {
	for n > 0 {
		if !p.ready() {
			return false
		}
		k := min(n, p.left)
		p.pass(k, k)
		n -= k
	}
	return n == 0
}

// ready moves to the next piece if the current one is used up, and reports
// whether bytes are left.
func (p *stretch) ready() bool {
	for p.left <= 0 {
		if p.more == nil || !p.more(p) {
			p.more = nil
			return false
		}
	}
	return true
}

// number reads the next four bytes in the given byte order.
func (p *stretch) number(order binary.ByteOrder) (uint32, bool) {
	b := p.take(4)
	if len(b) < 4 {
		return 0, false
	}
	return order.Uint32(b), true
}

// playing returns the duration of a number of samples, or 0 if it is
// implausible.
func playing(samples, rate int64) time.Duration {
	if samples <= 0 || rate <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(samples), uint64(time.Second))
	if high >= uint64(rate) {
		return 0
	}
	d, _ := bits.Div64(high, low, uint64(rate))
	if d > uint64(longest) {
		return 0
	}
	return time.Duration(d)
}

// overall returns the bit rate of a file as ffprobe computes it: all bytes of
// the file, in bits per second.
func overall(size int64, d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return int(min(float64(max(0, size))*8/d.Seconds(), math.MaxInt32))
}
