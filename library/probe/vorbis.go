package probe

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

const (
	// maxValue is the largest part of a comment that is kept, in bytes.
	// Descriptions of books have a few thousand; whole texts are in lyrics, which
	// are not read.
	maxValue = 64 << 10

	// longestName is above the length of any field that is read.
	longestName = 64

	// maxTitle is the largest part of a chapter's title that is kept, in bytes.
	maxTitle = 1 << 10

	// maxMarks is the largest number of chapters that are kept.
	maxMarks = 1 << 14
)

// pictureText has the amounts of a base64 picture that are decoded: first its
// header and the part with the size of most pictures; then, if necessary, all
// that can precede the size in a JPEG.
var pictureText = [...]int64{4 << 10, 128 << 10}

// comments collects Vorbis comments. FLAC files and Ogg streams can have
// several blocks of them, and pictures.
type comments struct {
	tags  tagSet
	marks map[int]*mark  // chapters by number
	cue   []book.Chapter // chapters of a cue sheet

	tracks []cueTrack // of FLAC's cue sheet
	rate   int64      // samples per second in FLAC's cue sheet
	cover  *book.Cover
	front  bool   // the cover is a front cover
	long   []byte // room for a long value, until it is stored
	values joins
}

// mark is a chapter: CHAPTER001 has its start, CHAPTER001NAME its title.
type mark struct {
	number int
	start  time.Duration
	timed  bool
	title  string
}

// read reads a comment header (Vorbis I specification, 5.2.1): a vendor, a
// count, and each comment with its length. It stops at a wrong count or length
// and keeps the comments before it.
func (c *comments) read(p *stretch) {
	le := binary.LittleEndian
	vendor, ok := p.number(le)
	if !ok || !p.skip(int64(vendor)) {
		return
	}
	count, ok := p.number(le)
	for ; ok && count > 0; count-- {
		var n uint32
		if n, ok = p.number(le); ok {
			ok = c.comment(p, int64(n))
		}
	}
}

// comment reads a comment of n bytes and reports whether they exist. It
// allocates nothing for a comment that is not used, because there can be a
// million.
func (c *comments) comment(p *stretch, n int64) bool {
	b := p.take(min(n, longestName))
	n -= int64(len(b))
	at := bytes.IndexByte(b, '=')
	if at < 0 {
		return p.skip(n)
	}
	var room [longestName]byte
	name := spelling(room[:0], b[:at])
	known, chapter := vorbisNames.of(string(name)), bytes.HasPrefix(name, []byte("chapter"))
	track := bytes.HasPrefix(name, []byte(trackName)) && bytes.HasSuffix(name, []byte("title"))
	sheet := string(name) == cueSheet
	switch {
	case string(name) == "metadatablockpicture":
		return c.encoded(p, string(b[at+1:]), n, true)
	case string(name) == "coverart":
		return c.encoded(p, string(b[at+1:]), n, false)
	case known == "" && !chapter && !sheet && !track:
		return p.skip(n)
	}
	value := b[at+1:]
	if n > 0 {
		c.long = append(c.long[:0], value...)
		rest := p.take(min(n, maxValue))
		if n -= int64(len(rest)); len(rest) == 0 {
			return false
		}
		c.long = append(c.long, rest...)
		value = c.long
	}
	switch {
	case sheet:
		if c.cue == nil {
			c.cue = cueChapters(string(value))
		}
	case chapter:
		c.chapter(name[len("chapter"):], value)
	case track:
		c.chapter(append(name[len(trackName):len(name)-len("title")], "name"...), value)
	default:
		c.put(known, value)
	}
	return p.skip(n)
}

// spelling appends a name in the form of a tagSet.
func spelling(to, name []byte) []byte {
	for _, b := range name {
		switch {
		case b == '-', b == '_', b == ' ':
		case b >= 'A' && b <= 'Z':
			to = append(to, b|0x20)
		default:
			to = append(to, b)
		}
	}
	return to
}

// put stores a comment. Values of a repeated name are joined.
func (c *comments) put(name string, value []byte) {
	if c.tags == nil {
		c.tags = make(tagSet, usualTags)
	}
	value, _, _ = bytes.Cut(value, []byte{0}) // a wrong length can include the next comment
	c.values.join(c.tags, name, claimedUTF8(value))
}

// trackName begins names such as CUE_TRACK01_TITLE, with which players store the titles
// of a cue sheet.
const trackName = "cuetrack"

// chapter reads CHAPTERnnn or CHAPTERnnnNAME; name lacks "CHAPTER".
func (c *comments) chapter(name, value []byte) {
	digits, isTitle := bytes.CutSuffix(name, []byte("name"))
	number, err := strconv.ParseUint(string(digits), 10, 24)
	if err != nil {
		return
	}
	m := c.marks[int(number)]
	if m == nil {
		if len(c.marks) == maxMarks {
			return
		}
		if c.marks == nil {
			c.marks = map[int]*mark{}
		}
		m = &mark{number: int(number)}
		c.marks[m.number] = m
	}
	if isTitle {
		if m.title == "" {
			m.title = clean(claimedUTF8(value[:min(len(value), maxTitle)]))
		}
	} else if !m.timed {
		m.start, m.timed = clock(string(value[:min(len(value), longestName)]))
	}
}

// clock parses hh:mm:ss.mmm. Each number can have any number of digits; hours
// and fraction are optional.
func clock(s string) (time.Duration, bool) {
	parts := strings.Split(strings.TrimSpace(strings.ReplaceAll(s, ",", ".")), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	whole := parts[:len(parts)-1]
	var minutes uint64
	for _, p := range whole {
		n, err := strconv.ParseUint(p, 10, 24)
		if err != nil {
			return 0, false
		}
		minutes = minutes*60 + n
	}
	last := parts[len(parts)-1]
	if strings.Trim(last, "0123456789.") != "" || len(last) > longestName {
		return 0, false
	}
	sec, err := strconv.ParseFloat(last, 64)
	if err != nil || sec > longest.Seconds() || minutes > uint64(longest/time.Minute) {
		return 0, false
	}
	return time.Duration(minutes)*time.Minute + time.Duration(math.Round(sec*1e6))*time.Microsecond, true
}

// chapters returns the chapters in order; each ends where the next one begins.
func (c *comments) chapters(whole time.Duration) []book.Chapter {
	marks := make([]*mark, 0, len(c.marks))
	for _, m := range c.marks {
		if m.timed && m.start < whole {
			marks = append(marks, m)
		}
	}
	slices.SortFunc(marks, func(a, b *mark) int { return a.number - b.number })
	all := make([]book.Chapter, len(marks))
	for i, m := range marks {
		all[i] = book.Chapter{Start: m.start, Title: m.title}
	}
	return orderChapters(all, whole)
}

// frontCover is the picture type of a front cover.
const frontCover = 3

// picture reads a picture block of at most n bytes (RFC 9639, 8.8).
func (c *comments) picture(p *stretch, n int64) {
	be := binary.BigEndian
	kind, _ := p.number(be)
	mimeLen, ok := p.number(be)
	if !ok || int64(mimeLen) > n {
		return
	}
	name := strings.ToLower(clean(string(p.take(min(int64(mimeLen), longestName)))))
	p.skip(max(0, int64(mimeLen)-longestName))
	textLen, ok := p.number(be)
	if !ok || int64(textLen) > n || !p.skip(int64(textLen)) {
		return
	}
	b := p.take(20) // width, height, depth, colours, length
	if len(b) < 20 || name == "-->" {
		return // a link, not a picture
	}
	head := int64(32) + int64(mimeLen) + int64(textLen)
	found := &book.Cover{
		MIME: name, Bytes: max(0, min(int64(be.Uint32(b[16:])), n-head)),
	}
	found.Width, found.Height = believed(int64(be.Uint32(b)), int64(be.Uint32(b[4:])))
	if !p.ready() {
		return
	}
	switch front := kind == frontCover; {
	case c.cover != nil && (c.front || !front): // there is a better one
	case p.more == nil:
		n := min(found.Bytes, p.left)
		seen, fault := pictureAt(p.s, p.at, n)
		c.show(p.s, found, front, seen, fault)
		p.s.keep(found, extract{at: p.at, n: n})
	case p.s.wants():
		c.whole(p, found, front)
	default:
		seen, fault := pictureIn(p.s.peek(p.at, int(min(found.Bytes, p.left, windowLen))), true)
		if p.left < pictureHead { // the next page has the rest of the picture's head
			fault = ""
		}
		c.show(p.s, found, front, seen, fault)
	}
}

// whole reads a picture that spans several pieces, if it is requested.
func (c *comments) whole(p *stretch, found *book.Cover, front bool) {
	data := bytes.Clone(p.take(min(found.Bytes, MaxPicture)))
	seen, fault := pictureIn(data, found.Bytes > MaxPicture)
	c.show(p.s, found, front, seen, fault)
	p.s.keep(found, extract{data: data})
}

// show sets the cover, unless a fault forbids showing it. The picture's own first bytes
// override the fields of its block.
func (c *comments) show(s *source, found *book.Cover, front bool, seen *book.Cover, fault string) {
	if s.shown(found, fault) == nil {
		return
	}
	if seen.MIME != "" {
		found.MIME = seen.MIME
	}
	if seen.Width > 0 {
		found.Width, found.Height = seen.Width, seen.Height
	}
	if found.MIME == "image/jpg" {
		found.MIME = "image/jpeg"
	}
	c.cover, c.front = found, front
}

// encoded decodes a picture in base64: a picture block, or only the image in
// COVERART. begin is the text already read; n bytes follow.
func (c *comments) encoded(p *stretch, begin string, n int64, block bool) bool {
	had, hadFront := c.cover, c.front
	text := []byte(begin)
	looks := pictureText[:]
	if p.s.wants() {
		looks = []int64{base64Picture}
	}
	for _, most := range looks {
		b := p.take(min(n, most))
		n -= int64(len(b))
		text = append(text, b...)
		data := unbase64(text)
		whole := (int64(len(text)) + n + 3) / 4 * 3 // can include two bytes of padding
		c.cover, c.front = had, hadFront
		m := newSource(bytes.NewReader(data), int64(len(data)))
		m.prefix = n > 0
		if p.s.wants() {
			m.pictures = map[*book.Cover]extract{}
		}
		if block { // decoded data is a stretch of its own
			c.picture(&stretch{s: m, left: int64(len(data))}, whole)
		} else {
			if n == 0 {
				whole = int64(len(data))
			}
			c.bare(m, whole)
		}
		if e, ok := m.pictures[c.cover]; ok {
			p.s.keep(c.cover, extract{data: data[e.at:][:min(e.n, int64(len(data))-e.at)]})
		}
		p.s.passed = cmp.Or(p.s.passed, m.passed)
		m.close()
		if n == 0 || c.cover == had || c.cover.Width > 0 {
			break
		}
	}
	return p.skip(n)
}

// bare treats all of m as the beginning of an image of n bytes.
func (c *comments) bare(m *source, n int64) {
	if c.cover != nil {
		return
	}
	found := &book.Cover{Bytes: n}
	seen, fault := pictureAt(m, 0, n)
	c.show(m, found, false, seen, fault)
	m.keep(found, extract{n: n})
}

// unbase64 decodes base64 up to the first error. It accepts line breaks and
// missing padding, as some tools write them.
func unbase64(text []byte) []byte {
	text = bytes.TrimRight(text, "=\r\n\x00 ")
	data := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, _ := base64.RawStdEncoding.Decode(data, text)
	return data[:n]
}

// media returns the Media for the comments and a duration.
func (c *comments) media(s *source, container, codec string, d time.Duration) *book.Media {
	m := &book.Media{
		Container: container, Codec: codec, Duration: d, BitRate: overall(s.size, d),
		Tags: s.tell(vorbisDialect, c.tags), Cover: c.cover,
	}
	if len(c.marks) > 0 {
		m.Chapters = c.chapters(d)
	}
	if len(m.Chapters) == 0 {
		all := c.cue
		if len(all) == 0 {
			all = trackChapters(c.tracks, c.rate, func(number int) string {
				if m := c.marks[number]; m != nil {
					return m.title
				}
				return ""
			})
		}
		m.Chapters = orderChapters(before(all, d), d)
	}
	return m
}

// endless returns the fault of a file of unknown length.
func endless() *book.Fault {
	return &book.Fault{Kind: book.Unreadable, Reason: message.Mark("its length cannot be told")}
}
