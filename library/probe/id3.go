package probe

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"io"

	"lectern/library/book"
)

const (
	id3HeaderLen = 10
	id3v1Len     = 128

	// maxTags is the largest number of ID3v2 tags that are read in a file.
	maxTags = 16

	// maxFrameText is the largest text frame that is read, in bytes. OverDrive's
	// markers take 100 bytes per chapter.
	maxFrameText = 1 << 20

	// maxPictureHead is the largest part of a picture that is unpacked if the
	// picture is not stored byte for byte. Almost all pictures have their size
	// within the first usualPictureHead.
	usualPictureHead, maxPictureHead = 4 << 10, 64 << 10

	// maxNest is the depth of frames within frames: text in a chapter.
	maxNest = 1
)

// isID3 reports whether b begins with the header of an ID3v2 tag.
func isID3(b []byte) bool {
	return len(b) >= id3HeaderLen && string(b[:3]) == "ID3" && b[3] < 0xFF && b[4] < 0xFF && (b[6]|b[7]|b[8]|b[9])&0x80 == 0
}

// id3Len returns the length of a tag with header and footer. b is the header.
func id3Len(b []byte) int64 {
	n := int64(id3HeaderLen) + syncsafe(b[6:])
	if b[3] >= 4 && b[5]&0x10 != 0 {
		n += id3HeaderLen
	}
	return n
}

// syncsafe returns a number of four times seven bits.
func syncsafe(b []byte) int64 {
	return int64(b[0]&0x7F)<<21 | int64(b[1]&0x7F)<<14 | int64(b[2]&0x7F)<<7 | int64(b[3]&0x7F)
}

// id3 collects the contents of the ID3v2 tags of a file.
type id3 struct {
	s          *source
	version    byte // of the current tag: 2, 3 or 4
	plain      bool // version 4 with sizes in the style of version 3
	tags       tagSet
	comment    string // a comment with a description, used if every comment has one
	oldComment string // the copy of such a comment in an ID3v1 tag, used if there is no other comment
	cover      *book.Cover
	front      bool // the cover is a front cover
	chapters   []book.Chapter
	markers    string // OverDrive's
	cue        string // a cue sheet
	title      string // the title among the frames that the current frame contains
	seek       int64  // distance from this tag to the next, 0 if there is none
	seen       int    // number of tags read
}

// read reads the tag at an offset and returns the offset after it, or the same
// offset if there is none.
func (t *id3) read(ctx context.Context, at int64) int64 {
	h := t.s.peek(at, id3HeaderLen)
	if !isID3(h) {
		return at
	}
	end := at + id3Len(h)
	flags := h[5]
	if t.version = h[3]; t.version < 2 || t.version > 4 || t.version == 2 && flags&0x40 != 0 || t.seen == maxTags {
		return end // of an unknown version or format
	}
	t.seen++
	t.plain, t.seek = false, 0
	c := &cursor{s: t.s, at: at + id3HeaderLen, end: min(end, t.s.size)}
	if t.version == 4 && flags&0x10 != 0 {
		c.end = min(end-id3HeaderLen, t.s.size)
	}
	c.stuffed = t.version < 4 && flags&0x80 != 0
	if t.version > 2 && flags&0x40 != 0 {
		t.extended(c)
	}
	had := t.tags
	t.tags = make(tagSet, 16)
	t.frames(ctx, c, flags&0x80 != 0, 0)
	for name, value := range had { // earlier tags win
		t.tags[name] = value
	}
	return end
}

// extended skips an extended header. Some tags have the flag without the
// header; a frame follows directly.
func (t *id3) extended(c *cursor) {
	b := c.look(4)
	if len(b) < 4 || isFrameName(b) {
		return
	}
	n := syncsafe(b) // includes itself
	if t.version == 3 {
		n = 4 + int64(binary.BigEndian.Uint32(b))
	}
	c.skip(max(n, 4))
}

// isFrameName reports whether b consists of capitals and digits. Old versions
// of iTunes wrote three letters and a zero instead of four letters.
func isFrameName(b []byte) bool {
	for i, c := range b {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') && (i != 3 || c != 0 && c != ' ') {
			return false
		}
	}
	return len(b) > 0
}

// id3Frame is the header of a frame.
type id3Frame struct {
	name      string // as in version 2.4, in lower case; empty if the frame is not read
	size      int64  // of the body as stored in the file
	packed    bool
	encrypted bool
	grouped   bool
	stuffed   bool // this frame is unsynchronised
	hasLength bool // the unpacked length precedes the content
}

// frames reads frames up to the end of a tag or of a frame that contains
// frames. stuffed is the tag's flag for unsynchronisation.
func (t *id3) frames(ctx context.Context, c *cursor, stuffed bool, depth int) {
	for n := 0; c.at < c.end; n++ {
		if n&0xFF == 0xFF && ctx.Err() != nil {
			return
		}
		f, ok := t.header(c, stuffed)
		if !ok || f.size > c.end-c.at {
			return
		}
		after := c.at + f.size // wrong if the tag is stuffed, because stuffed bytes do not count
		if c.stuffed && t.isFrame(c, after) {
			f.size = t.counted(c, f.size)
		}
		left := f.size - t.frame(ctx, c, f, depth)
		if c.stuffed {
			c.skip(left)
		} else {
			c.at = after
		}
	}
}

// isFrame reports whether the name of a frame is at an offset.
func (t *id3) isFrame(c *cursor, at int64) bool {
	n := int(min(t.version+1, 4))
	return at+int64(n) <= c.end && isFrameName(c.s.spot(at, n))
}

// counted returns the size of a frame in a stuffed tag. Some programs count its stuffed
// bytes: another frame then comes after size bytes of the file, and none where it should.
func (t *id3) counted(c *cursor, size int64) int64 {
	d := *c
	if d.skip(size); t.isFrame(c, d.at) {
		return size
	}
	n := int64(0)
	for d = *c; d.at < c.at+size; n++ {
		d.skip(1)
	}
	return n
}

// header reads the header of a frame, if there is one.
func (t *id3) header(c *cursor, stuffed bool) (f id3Frame, ok bool) {
	if t.version == 2 {
		b := c.take(6)
		if len(b) < 6 || !isFrameName(b[:3]) {
			return f, false
		}
		return id3Frame{name: id3Name(b[:3]), size: int64(b[3])<<16 | int64(b[4])<<8 | int64(b[5])}, true
	}
	b := c.take(id3HeaderLen)
	if len(b) < id3HeaderLen || !isFrameName(b[:4]) {
		return f, false
	}
	f.name = id3Name(b[:4])
	flags := b[9]
	sizes := [4]byte(b[4:8])
	if t.version == 3 {
		f.packed, f.encrypted, f.grouped = flags&0x80 != 0, flags&0x40 != 0, flags&0x20 != 0
		f.hasLength = f.packed
	} else {
		f.grouped, f.packed, f.encrypted = flags&0x40 != 0, flags&0x08 != 0, flags&0x04 != 0
		f.stuffed, f.hasLength = stuffed || flags&0x02 != 0, flags&0x01 != 0
	}
	f.size = t.size(c, sizes)
	return f, true
}

// size returns the size of a frame. Version 4 stores it with seven bits per
// byte, version 3 with eight, and some programs mix the two up. If they differ,
// the right size is the one after which the tag continues.
func (t *id3) size(c *cursor, b [4]byte) int64 {
	seven, eight := syncsafe(b[:]), int64(binary.BigEndian.Uint32(b[:]))
	if seven == eight {
		return eight
	}
	size, other := eight, seven
	if t.version == 4 != t.plain {
		size, other = seven, eight
	}
	if (b[0]|b[1]|b[2]|b[3])&0x80 != 0 && t.version == 4 {
		t.plain = true
		return eight
	}
	if c.stuffed || t.goesOn(c, size) || !t.goesOn(c, other) {
		return size
	}
	t.plain = t.version == 4 && other == eight
	return other
}

// goesOn reports whether another frame, padding or the end comes after n bytes.
func (t *id3) goesOn(c *cursor, n int64) bool {
	at := c.at + n
	if at >= c.end {
		return at == c.end
	}
	b := c.lookAt(at, 4)
	return len(b) > 0 && b[0] == 0 || len(b) == 4 && isFrameName(b)
}

// frame reads the body of a frame and returns how much of it was consumed.
func (t *id3) frame(ctx context.Context, c *cursor, f id3Frame, depth int) (taken int64) {
	if f.name == "" || f.encrypted || f.size == 0 {
		return 0
	}
	asIs := c.s != nil && !c.stuffed && !f.packed && !f.stuffed && !f.grouped && !f.hasLength
	switch {
	case f.name == "chap":
		return t.chapterFrame(ctx, c, f, depth, asIs)
	case f.name == "apic" && depth > 0:
		return 0
	case f.name == "apic" && asIs:
		b := c.look(min(f.size, pictureHead))
		if k, kind := t.pictureStart(b); k > 0 && t.better(kind) {
			t.picture(c.s.cover(c.at+int64(k), f.size-int64(k)), kind)
		}
		return 0
	case f.name == "apic":
		return t.packedPicture(c, f)
	case depth > 0 && f.name != "tit2", f.size > maxFrameText:
		return 0
	}
	b, taken, _ := t.body(c, f, maxFrameText)
	switch {
	case depth > 0:
		if t.title == "" && len(b) > 0 {
			t.title = clean(id3Text(b[0], b[1:]))
		}
	case f.name == "seek":
		if len(b) >= 4 {
			t.seek = int64(binary.BigEndian.Uint32(b))
		}
	default:
		t.text(f.name, b)
	}
	return taken
}

// chapterFrame reads a frame that has a chapter, and returns how much of it was consumed.
func (t *id3) chapterFrame(ctx context.Context, c *cursor, f id3Frame, depth int, asIs bool) (taken int64) {
	if depth >= maxNest || len(t.chapters) >= maxMarks {
		return 0
	}
	t.title = ""
	if asIs {
		t.chapter(ctx, &cursor{s: c.s, at: c.at, end: c.at + f.size}, depth)
		return f.size
	}
	b, taken, _ := t.body(c, f, maxFrameText)
	t.chapter(ctx, &cursor{mem: b, end: int64(len(b))}, depth)
	return taken
}

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
	if !ok || len(data) == 0 {
		return 0, 0
	}
	return len(b) - len(data), kind
}

// picture keeps a picture that is better than the current cover. p may be nil.
func (t *id3) picture(p *book.Cover, kind byte) {
	if p != nil {
		t.cover, t.front = p, kind == frontCover
	}
}

// better reports whether a picture of this kind replaces the current cover.
func (t *id3) better(kind byte) bool { return t.cover == nil || !t.front && kind == frontCover }

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

// some returns the bytes at an offset that one window holds: at least one,
// except at the end of the file.
func (s *source) some(at int64) []byte {
	if k := at - s.at; k >= 0 && k < int64(len(s.window)) {
		return s.window[k:]
	}
	return s.peek(at, windowLen)
}
