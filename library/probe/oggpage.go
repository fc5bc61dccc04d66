package probe

import (
	"bytes"
	"encoding/binary"
)

// oggPage is the header of a page.
type oggPage struct {
	at      int64 // of the header
	body    int64 // start of its content
	end     int64 // offset after it
	granule int64
	serial  uint32
	number  uint32 // of the page in its stream
	begins  bool   // the first of a stream
	ends    bool   // the last of a stream
	goes    bool   // its first packet continues from an earlier page
	lacing  [255]byte
	lacings int
}

// page reads the header of a page at an offset.
func (s *source) page(at int64, p *oggPage) bool {
	return p.parse(at, s.peek(at, pageHeader+255))
}

// parse parses a page header from the bytes at an offset of the file.
func (p *oggPage) parse(at int64, b []byte) bool {
	if len(b) < pageHeader || string(b[:5]) != "OggS\x00" {
		return false
	}
	n := int(b[26])
	if len(b) < pageHeader+n {
		return false
	}
	le := binary.LittleEndian
	p.at, p.body = at, at+pageHeader+int64(n)
	p.granule, p.serial = int64(le.Uint64(b[6:])), le.Uint32(b[14:])
	p.number = le.Uint32(b[18:])
	p.goes, p.begins, p.ends = b[5]&1 != 0, b[5]&2 != 0, b[5]&4 != 0
	p.lacings = copy(p.lacing[:], b[pageHeader:pageHeader+n])
	p.end = p.body
	for _, l := range p.lacing[:n] {
		p.end += int64(l)
	}
	return true
}

// packets returns the number of packets that end on the page.
func (p *oggPage) packets() (n int64) {
	for _, l := range p.lacing[:p.lacings] {
		if l < 255 {
			n++
		}
	}
	return n
}

// packetReader reads the packets of a stream in order.
type packetReader struct {
	s       *source
	page    oggPage
	segment int // the first unread segment of the page
	ended   bool
	at      int64 // of that segment
	stretch stretch
}

// next starts the next packet and skips the rest of the current one.
func (r *packetReader) next() *stretch {
	for !r.ended {
		if !r.more(nil) {
			return nil
		}
	}
	if r.segment == r.page.lacings && !r.turn() {
		return nil
	}
	r.stretch = stretch{s: r.s, more: r.more, side: r.stretch.side}
	r.ended = false
	r.piece(&r.stretch)
	return &r.stretch
}

// more moves to the part of the packet on the next page.
func (r *packetReader) more(p *stretch) bool {
	if r.ended || !r.turn() || !r.page.goes {
		r.ended = true
		return false
	}
	r.piece(p)
	return true
}

// piece selects the segments up to the end of the packet or of the page.
func (r *packetReader) piece(p *stretch) {
	at := r.at
	for r.segment < r.page.lacings && !r.ended {
		l := r.page.lacing[r.segment]
		r.segment++
		r.at += int64(l)
		r.ended = l < 255
	}
	if p != nil {
		p.at, p.left = at, r.at-at
	}
}

// turn moves to the next page of the stream.
func (r *packetReader) turn() bool {
	serial, at := r.page.serial, r.page.end
	for range maxGap {
		// Of pages with picture data, only the header is read.
		if !r.page.parse(at, r.s.spot(at, pageHeader+255)) {
			r.page.lacings, r.segment = 0, 0
			return false
		}
		if at = r.page.end; r.page.serial == serial && r.page.lacings > 0 {
			r.segment, r.at = 0, r.page.body
			return true
		}
	}
	return false
}

// sync finds the first page between two offsets.
func (s *source) sync(at, to int64, p *oggPage) bool {
	for to = min(to, at+maxPage); at < to; {
		b := s.peek(at, windowLen)
		i := bytes.Index(b, []byte("OggS"))
		switch {
		case len(b) < pageHeader, i >= 0 && at+int64(i) >= to:
			return false
		case i < 0:
			at += int64(len(b)) - 3
		case s.page(at+int64(i), p):
			return true
		default:
			at += int64(i) + 1
		}
	}
	return false
}
