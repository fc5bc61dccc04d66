package probe

import (
	"encoding/binary"
	"math"
	"math/bits"
	"time"
)

// stretch reads a run of metadata from its beginning to its end. It may lie in
// pieces: a packet of an Ogg stream is cut by the headers of its pages.
type stretch struct {
	s    *source
	at   int64               // of the next byte
	left int64               // bytes of this piece
	more func(*stretch) bool // moves to the next piece; nil where there is but one
	side []byte              // for what lies in two pieces
}

// take returns the next n bytes, fewer at the end. They are good until the
// next call. Memory is taken for bytes that are there only, whatever n claims.
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

// pass moves over n bytes; fewer than were wanted end the stretch.
func (p *stretch) pass(n, wanted int64) {
	p.at += n
	p.left -= n
	if n < wanted {
		p.left, p.more = 0, nil
	}
}

// skip moves over n bytes and reports whether there were so many.
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

// ready sees to it that there are bytes left in the piece at hand.
func (p *stretch) ready() bool {
	for p.left <= 0 {
		if p.more == nil || !p.more(p) {
			p.more = nil
			return false
		}
	}
	return true
}

// number is the next four bytes in that order.
func (p *stretch) number(order binary.ByteOrder) (uint32, bool) {
	b := p.take(4)
	if len(b) < 4 {
		return 0, false
	}
	return order.Uint32(b), true
}

// playing is how long a number of samples plays, 0 when it is no length that
// can be.
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

// overall is the bit rate of a file of that size, as ffprobe counts it: all
// its bytes, in bits per second.
func overall(size int64, d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return int(min(float64(max(0, size))*8/d.Seconds(), math.MaxInt32))
}
