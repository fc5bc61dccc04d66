package probe

import (
	"cmp"
	"context"
	"encoding/binary"

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
	values     joins
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
	had, chapters, markers, cue := t.tags, t.chapters, t.markers, t.cue
	t.tags, t.chapters = make(tagSet, 16), nil
	t.frames(ctx, c, flags&0x80 != 0, 0)
	for name, value := range had { // earlier tags win
		t.tags[name] = value
	}
	if len(chapters) > 0 {
		t.chapters = chapters
	}
	t.markers, t.cue = cmp.Or(markers, t.markers), cmp.Or(cue, t.cue)
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
	if c.stuffed {
		return size
	}
	after, afterOther := t.goesOn(c, size), t.goesOn(c, other)
	if after >= afterOther || after > 0 && other < size { // what looks like a frame can be a text in capitals
		return size
	}
	t.plain = t.version == 4 && other == eight
	return other
}

// goesOn returns how likely the tag goes on after n bytes: 2 if another frame or the end is
// there, 1 if there is a zero, as in padding and in most pictures, and 0 for anything else.
func (t *id3) goesOn(c *cursor, n int64) int {
	at := c.at + n
	if at == c.end {
		return 2
	}
	switch b := c.lookAt(at, 4); {
	case len(b) == 4 && isFrameName(b):
		return 2
	case len(b) > 0 && b[0] == 0:
		return 1
	default:
		return 0
	}
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

// some returns the bytes at an offset that one window holds: at least one,
// except at the end of the file.
func (s *source) some(at int64) []byte {
	if k := at - s.at; k >= 0 && k < int64(len(s.window)) {
		return s.window[k:]
	}
	return s.peek(at, windowLen)
}
