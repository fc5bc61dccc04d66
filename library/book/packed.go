package book

import (
	"encoding/binary"
	"strings"
	"sync/atomic"
	"time"
)

// Packed is a Media as the library holds it: what lists and comparisons read lies open,
// the rest is packed into few bytes, because a library has one for each file and most are
// rarely looked at. Its values never change, and any goroutine may read them; Open and Close
// change only how fast.
//
// The texts of what is unpacked are parts of the packed ones, and need no memory of their
// own.
type Packed struct {
	*common  // shared by the files of a book, which mostly have it in common
	Duration time.Duration
	BitRate  int
	own      string                // what a file has of its own; see appendOwn
	chapters string                // packed as by appendPacked, "" for none
	opened   atomic.Pointer[Media] // everything unpacked, between Open and Close
}

// common is what the files of a book mostly have in common. It is immutable.
type common struct {
	Container, Codec string
	SampleRate       int
	Channels         int
	prober           string
	packed           string // the cover and the common tags with short texts; see appendCommon
	long             string // the common tags with long texts, "" for none
}

// The bits of the first byte of Packed.own.
const (
	estimated   = 1 << iota // Duration is an estimate
	faultyCover             // CoverFault is not empty
)

// Packer packs, and shares what the files that it packs have in common. The files of a
// book should follow each other closely. NewPacker makes one. It belongs to one goroutine;
// any goroutine may read what it packed.
type Packer struct {
	shared map[common]*common
	last   *common           // of the file before, which is mostly that of this one too
	names  map[string]string // of containers, codecs and readers
	buf    []byte
	long   []byte
	texts  Arena
	keep   func(text []byte) string // see NewPacker
}

// LongText is from how many bytes on a text is long: descriptions and lists of chapters
// mostly are, and they are read one at a time.
const LongText = 256

// packedTogether is how many different commons are kept to be shared. Of books that are
// read at the same time there are fewer.
const packedTogether = 4096

// Pack is Packer.Pack for a single Media, with which nothing is shared.
func Pack(m *Media) *Packed { return new(Packer).Pack(m) }

// NewPacker returns a Packer for many files. keep copies texts from LongText bytes on, to
// where they take less memory; nil copies them to memory.
func NewPacker(keep func(text []byte) string) *Packer {
	return &Packer{texts: Arena{Shared: true}, keep: keep}
}

// Keep returns a copy of a text that is kept as long as what was packed.
func (p *Packer) Keep(text []byte) string { return p.texts.Keep(text) }

// Pack packs a Media, which it does not change. It leaves out Whole, which is valid only at
// the moment of reading, Fingerprint and Recording.
func (p *Packer) Pack(m *Media) *Packed {
	p.buf, p.long = appendCommon(p.buf[:0], m), appendLong(p.long[:0], &m.Tags)
	if p.last == nil || !p.last.is(m, p.buf, p.long) {
		p.last = p.share(m, p.buf, p.long)
	}
	p.buf, p.long = appendOwn(p.buf[:0], m), appendChapters(p.long[:0], m)
	return &Packed{common: p.last, Duration: m.Duration, BitRate: m.BitRate, own: p.texts.Keep(p.buf), chapters: p.keepLong(p.long)}
}

// keepLong returns a copy of a text that is rarely read.
func (p *Packer) keepLong(text []byte) string {
	if p.keep == nil || len(text) < LongText {
		return p.texts.Keep(text)
	}
	return p.keep(text)
}

// is reports whether c is the common of a Media, whose common tags are packed in two parts.
func (c *common) is(m *Media, packed, long []byte) bool {
	return c.packed == string(packed) && c.long == string(long) && c.Container == m.Container && c.Codec == m.Codec && c.SampleRate == m.SampleRate && c.Channels == m.Channels && c.prober == m.Prober
}

// share returns the common of a Media, whose common tags are packed in two parts.
func (p *Packer) share(m *Media, packed, long []byte) *common {
	if len(p.shared) >= packedTogether || p.shared == nil {
		p.shared = map[common]*common{}
	}
	if p.names == nil {
		p.names = map[string]string{}
	}
	c := common{p.name(m.Container), p.name(m.Codec), m.SampleRate, m.Channels, p.name(m.Prober), string(packed), string(long)}
	if shared, known := p.shared[c]; known {
		return shared
	}
	key := c
	c.packed, c.long = p.texts.Keep(packed), p.keepLong(long)
	p.shared[key] = &c
	return &c
}

// name returns the shared copy of a name, of which there are few.
func (p *Packer) name(s string) string {
	known, is := p.names[s]
	if !is {
		known = strings.Clone(s)
		p.names[known] = known
	}
	return known
}

// Open keeps everything unpacked until Close, for a caller on any goroutine that reads the
// same values again and again. Without Open, each call of a method unpacks again.
func (p *Packed) Open() { p.opened.Store(p.Media()) }

// Close ends Open. What was unpacked stays valid.
func (p *Packed) Close() { p.opened.Store(nil) }

// Media returns everything, with the chapters still packed. The result must not be changed;
// a copy can be.
func (p *Packed) Media() *Media {
	if m := p.opened.Load(); m != nil {
		return m
	}
	m := &Media{
		Container: p.Container, Codec: p.Codec, Duration: p.Duration, Estimated: p.Estimated(), BitRate: p.BitRate,
		SampleRate: p.SampleRate, Channels: p.Channels, Prober: p.prober,
	}
	m.Cover = p.readCommon(&m.Tags)
	m.CoverFault = p.readOwn(&m.Tags)
	m.packed = p.chapters
	return m
}

// Tags returns the tags, which must not be changed.
func (p *Packed) Tags() *Tags {
	if m := p.opened.Load(); m != nil {
		return &m.Tags
	}
	t := new(Tags)
	p.readCommon(t)
	p.readOwn(t)
	return t
}

// Estimated reports whether Duration was computed from a bit rate, not counted.
func (p *Packed) Estimated() bool { return p.own[0]&estimated != 0 }

// HasCover reports whether there is a picture that can be shown.
func (p *Packed) HasCover() bool { return p.packed[0] != 0 }

// Cover describes the embedded picture, nil if there is none.
func (p *Packed) Cover() *Cover {
	if !p.HasCover() {
		return nil
	}
	c, _ := readCover(p.packed[1:])
	return c
}

// CoverFault says why a picture before Cover was skipped, "" if none was.
func (p *Packed) CoverFault() string {
	if p.own[0]&faultyCover == 0 {
		return ""
	}
	fault, _ := readText(p.own[1:])
	return fault
}

// AllChapters returns the chapters, in order of Start. It takes time for each chapter.
func (p *Packed) AllChapters() []Chapter { return unpackAll(p.chapters) }

// ChapterCount returns the number of chapters.
func (p *Packed) ChapterCount() int { return countPacked(p.chapters) }

// ChaptersEnd returns when the last chapter to end does, 0 if there is none or one has no
// end. Other than AllChapters it allocates nothing.
func (p *Packed) ChaptersEnd() time.Duration { return packedEnd(p.chapters) }

// Same reports whether both were packed from the same values.
func (p *Packed) Same(q *Packed) bool {
	return p == q || p != nil && q != nil &&
		*p.common == *q.common && p.Duration == q.Duration && p.BitRate == q.BitRate && p.own == q.own && p.chapters == q.chapters
}

// A packed text is its length as uvarint and its bytes. The packed tags are, of each tag
// with a value, its number in the program and a text, a number as varint, or the number of
// texts and the texts. They end with a byte TagCount.

// isOwn reports whether the files of a book mostly have different values of a tag.
func isOwn(t Tag) bool { return tags[t].Own || t == TrackTag || t == DiscTag }

// appendCommon packs whether there is a cover, the cover, and the tags that are not a
// file's own, except for those of appendLong.
func appendCommon(b []byte, m *Media) []byte {
	if c := m.Cover; c == nil {
		b = append(b, 0)
	} else {
		b = appendText(append(b, 1), c.MIME)
		for _, n := range [...]int64{int64(c.Width), int64(c.Height), c.Bytes} {
			b = binary.AppendVarint(b, n)
		}
	}
	return appendTags(b, &m.Tags, func(tag Tag, s string) bool { return !isOwn(tag) && len(s) < LongText })
}

// appendLong packs the tags with a long text that are not a file's own, or nothing.
func appendLong(b []byte, t *Tags) []byte {
	b = appendTags(b, t, func(tag Tag, s string) bool { return !isOwn(tag) && len(s) >= LongText })
	if len(b) == 1 {
		return b[:0]
	}
	return b
}

// readCommon sets the common tags and returns the cover.
func (p *Packed) readCommon(t *Tags) (c *Cover) {
	rest := p.packed[1:]
	if p.HasCover() {
		c, rest = readCover(rest)
	}
	readTags(rest, t)
	if p.long != "" {
		readTags(p.long, t)
	}
	return c
}

func readCover(s string) (c *Cover, rest string) {
	c = new(Cover)
	c.MIME, s = readText(s)
	c.Width, s = varint(s)
	c.Height, s = varint(s)
	n, s := varint(s)
	c.Bytes = int64(n)
	return c, s
}

// appendOwn packs the bits, the fault of the cover if there is one, and the tags that are a
// file's own.
func appendOwn(b []byte, m *Media) []byte {
	b = append(b, 0)
	if m.Estimated {
		b[0] |= estimated
	}
	if m.CoverFault != "" {
		b[0] |= faultyCover
		b = appendText(b, m.CoverFault)
	}
	return appendTags(b, &m.Tags, func(tag Tag, _ string) bool { return isOwn(tag) })
}

// appendChapters packs the chapters as appendPacked does, or nothing.
func appendChapters(b []byte, m *Media) []byte {
	if len(m.Chapters) > 0 {
		return appendPacked(b, m.Chapters)
	}
	return append(b, m.packed...)
}

// readOwn sets a file's own tags.
func (p *Packed) readOwn(t *Tags) (coverFault string) {
	rest := p.own[1:]
	if p.own[0]&faultyCover != 0 {
		coverFault, rest = readText(rest)
	}
	readTags(rest, t)
	return coverFault
}

// appendTags packs the tags that takes accepts by their text, which is "" for tags of
// another kind.
func appendTags(b []byte, t *Tags, takes func(tag Tag, s string) bool) []byte {
	for tag := range TagCount {
		i := &tags[tag]
		s := ""
		if i.Text != nil {
			s = *i.Text(t)
		}
		if !takes(tag, s) {
			continue
		}
		switch {
		case i.Text != nil:
			if s != "" {
				b = appendText(append(b, byte(tag)), s)
			}
		case i.List != nil:
			if all := *i.List(t); len(all) > 0 {
				b = binary.AppendUvarint(append(b, byte(tag)), uint64(len(all)))
				for _, s := range all {
					b = appendText(b, s)
				}
			}
		default:
			if n := *i.Number(t); n != 0 {
				b = binary.AppendVarint(append(b, byte(tag)), int64(n))
			}
		}
	}
	return append(b, byte(TagCount))
}

// readTags is the inverse of appendTags.
func readTags(s string, t *Tags) {
	for Tag(s[0]) != TagCount {
		i := &tags[s[0]]
		var n int
		switch s = s[1:]; {
		case i.Text != nil:
			*i.Text(t), s = readText(s)
		case i.List != nil:
			n, s = uvarint(s)
			all := make([]string, n)
			for k := range all {
				all[k], s = readText(s)
			}
			*i.List(t) = all
		default:
			*i.Number(t), s = varint(s)
		}
	}
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func readText(s string) (text, rest string) {
	n, s := uvarint(s)
	return s[:n], s[n:]
}
