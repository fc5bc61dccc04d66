package probe

import (
	"bytes"

	"lectern/library/book"
)

// packedPicture reads a frame whose picture is not stored byte for byte, and returns how
// much of it was consumed.
func (t *id3) packedPicture(c *cursor, f id3Frame) (taken int64) {
	start := *c
	p, fault, kind, taken := t.unpackPicture(c, f, usualPictureHead)
	more := int64(0)
	switch {
	case p == nil:
	case t.s.wants() && t.better(kind): // only few frames are packed, as a small one can unpack to megabytes
		more = MaxPicture + maxPictureHead
	case p.Width == 0 && f.size > usualPictureHead:
		more = maxPictureHead
	}
	if more > 0 {
		*c = start
		p, fault, kind, taken = t.unpackPicture(c, f, more)
	}
	if p != nil && t.better(kind) {
		t.picture(t.s.shown(p, fault), kind)
	}
	return taken
}

// unpackPicture describes the picture in an APIC frame that is not stored byte
// for byte. It unpacks up to limit bytes. fault says why the picture cannot be shown. p
// is nil if there is no picture.
func (t *id3) unpackPicture(c *cursor, f id3Frame, limit int64) (p *book.Cover, fault string, kind byte, taken int64) {
	b, taken, total := t.body(c, f, limit)
	k, kind := t.pictureStart(b)
	if k == 0 {
		return nil, "", 0, taken
	}
	data := b[k:]
	p, fault = pictureIn(data, taken < f.size || int64(len(b)) >= limit)
	p.Bytes = max(0, total-int64(k))
	if t.s.wants() {
		t.s.keep(p, extract{data: bytes.Clone(data), n: int64(len(data))})
	}
	return p, fault, kind, taken
}

// pictureStart finds the picture in the body of an APIC or PIC frame; at is 0 if there
// is none. It also reads the kind before it: 3 is the front cover. The media type
// before it is often wrong, so the picture's own bytes decide it.
func (t *id3) pictureStart(b []byte) (at int, kind byte) {
	if len(b) < 6 {
		return 0, 0
	}
	enc, rest := b[0], b[1:]
	mime := rest[:3]
	if t.version == 2 {
		rest = rest[3:]
	} else {
		k := bytes.IndexByte(rest, 0)
		if k < 0 {
			return 0, 0
		}
		mime, rest = rest[:k], rest[k+1:]
	}
	if len(rest) < 2 || string(mime) == "-->" { // a link
		return 0, 0
	}
	kind = rest[0]
	_, data, ok := cutText(enc, rest[1:])
	if mime, _, _ := pictureSize(data); mime == "" { // some programs end the text with too many zeros or too few
		if k := pictureAfterZero(rest[1:]); k > 0 {
			data, ok = rest[1+k:], true
		}
	}
	if !ok || len(data) == 0 {
		return 0, 0
	}
	return len(b) - len(data), kind
}

// maxAbout is the longest description of a picture behind which it is searched, in bytes.
const maxAbout = 256

// pictureAfterZero returns where a picture begins directly after a zero at the beginning of b,
// 0 if there is none.
func pictureAfterZero(b []byte) int {
	for i, c := range b[:min(len(b), maxAbout)] {
		if c != 0 {
			continue
		}
		if mime, _, _ := pictureSize(b[i+1:]); mime != "" {
			return i + 1
		}
	}
	return 0
}

// picture keeps a picture that is better than the current cover. p may be nil.
func (t *id3) picture(p *book.Cover, kind byte) {
	if p != nil {
		t.cover, t.front = p, kind == frontCover
	}
}

// better reports whether a picture of this kind replaces the current cover.
func (t *id3) better(kind byte) bool { return t.cover == nil || !t.front && kind == frontCover }
