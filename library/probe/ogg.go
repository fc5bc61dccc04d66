package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"slices"
	"time"

	"lectern/library/message"

	"lectern/library/book"
)

const (
	// pageHeader is the size of a page header without its segment table, and maxPage
	// the size of the largest page (RFC 3533, 6).
	pageHeader = 27
	maxPage    = pageHeader + 255 + 255*255

	// maxStreams is the largest number of parallel streams in a file.
	maxStreams = 64

	// maxOggTail is the number of bytes at the end of a file that are searched for
	// the last page of its audio: many seconds of a film.
	maxOggTail = 1 << 20

	// maxGap is the largest number of pages between two pages of the audio stream:
	// pages of other streams, or of packets that continue.
	maxGap = 4096

	// maxLinks is the largest number of chained files that are followed.
	maxLinks = 64

	// longOgg is the size from which an Ogg file can last so long that 32 bits cannot
	// hold its granules. oggSpots is how many spots of the file are examined for an
	// overflow: one for each day of the longest files.
	longOgg  = 16 << 20
	oggSpots = 5

	noGranule = -1 // granule of a page on which no packet ends
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

// oggStream is an audio stream as its first packet describes it.
type oggStream struct {
	codec    string
	rate     int64 // of granules
	channels int
	skip     int64 // samples at the beginning that are not played
	most     int64 // largest number of samples in a packet
	headers  int   // number of packets before the audio, including the first; 1 if unknown
	mark     string
	broken   bool // no decoder plays it
}

// oggSilent are the beginnings of streams without audio.
var oggSilent = []string{
	"\x80theora", "\x80kate", "\x80daala", "fishead\x00", "CMML\x00", "BBCD\x00", "OVP80", "\x01video", "\x01text", "UVS ", "JNG", "PNG", "YUV4MPEG",
}

// identify parses the first packet of a stream. The codec is empty for a stream
// without audio; ok is false for an unknown stream.
func identify(b []byte) (o oggStream, ok bool) {
	le := binary.LittleEndian
	begins := func(mark string, n int) bool { return len(b) >= n && bytes.HasPrefix(b, []byte(mark)) }
	switch {
	case begins("\x01vorbis", 30): // Vorbis I, 4.2.2
		o = oggStream{
			codec: "Vorbis", channels: int(b[11]), rate: int64(le.Uint32(b[12:])), headers: 3, mark: "\x03vorbis",
			most: 1 << (b[28] >> 4) / 2,
		}
	case begins("OpusHead", 19): // RFC 7845, 5.1: granules count at 48 kHz, whatever the input
		o = oggStream{
			codec: "Opus", channels: int(b[9]), rate: 48000, skip: int64(le.Uint16(b[10:])), headers: 2, mark: "OpusTags",
			most: 5760, broken: !isMapped(b),
		}
	case begins("\x7FFLAC", 51): // FLAC to Ogg mapping, 1.0
		info, ok := streamInfo(b[17:51])
		if !ok || string(b[9:13]) != "fLaC" {
			return o, false
		}
		o = oggStream{
			codec: "FLAC", channels: info.channels, rate: info.rate, headers: 1 + int(binary.BigEndian.Uint16(b[7:])),
			most: info.block,
		}
	case begins("Speex   ", 80): // Speex manual, Ogg file format
		o = oggStream{
			codec: "Speex", rate: int64(le.Uint32(b[36:])), channels: int(le.Uint32(b[48:])),
			headers: 2 + int(min(le.Uint32(b[68:]), maxStreams)),
			most:    int64(min(le.Uint32(b[56:]), 1<<12)) * int64(max(1, min(le.Uint32(b[64:]), 255))),
		}
	default:
		return o, slices.ContainsFunc(oggSilent, func(mark string) bool { return bytes.HasPrefix(b, []byte(mark)) })
	}
	return o, o.rate > 0 && o.channels > 0 && o.channels <= 255
}

// isMapped reports whether the header of an Opus stream leads each channel to a stream,
// without which no decoder plays it (RFC 7845, 5.1.1). It knows the mappings for mono,
// stereo and surround sound.
func isMapped(b []byte) bool {
	channels, family := int(b[9]), b[18]
	switch {
	case family == 0:
		return channels <= 2
	case family > 1:
		return true
	case channels > 8 || len(b) < 21+channels:
		return false
	}
	streams, pairs := int(b[19]), int(b[20])
	for _, at := range b[21:][:channels] {
		if at != 255 && int(at) >= streams+pairs {
			return false
		}
	}
	return pairs <= streams
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

func init() { register(readOgg, beginsWith("OggS")) }

// readOgg reads the first audio stream of an Ogg file. A file can be a chain of
// files: the tags come from the first, and the length from all.
func readOgg(_ context.Context, s *source, _ *book.File) (*book.Media, error) {
	l := findLink(s, 0)
	switch {
	case l.codec == "" && l.sound >= s.size && len(l.serials) > 0:
		return nil, truncated()
	case l.codec == "" && (l.strange || len(l.serials) == 0):
		return nil, ErrUnsupported
	case l.codec == "":
		return nil, &book.Fault{Kind: book.NotAudio, Reason: message.Mark("no sound in it")}
	}
	r := packetReader{s: s, page: l.first, segment: l.first.lacings, ended: true}
	c := l.comments(&r)
	start := l.start(&r)
	end := lastPage(s, &l, s.size)
	short, whole := end.short || end.goesOn(s.size), end.whole(s.size) && len(l.serials) == 1
	var more time.Duration // duration of the files after the first
	if end.foreign > 0 {
		var ok bool
		to := l.nextLink(s, end.foreign)
		if more, ok = chained(s, to); !ok {
			return nil, ErrUnsupported
		}
		end = lastPage(s, &l, to)
	}
	if end.granule == noGranule && !short {
		return nil, ErrUnsupported
	}
	if more == 0 && end.granule != noGranule {
		if earlier := l.earlier(s, r.page, end); earlier > 0 {
			more = playing(earlier, l.rate)
		} else {
			end.granule += l.overflowed(s, end.granule)
		}
	}
	m := c.media(s, "ogg", l.codec, min(longest, more+playing(end.granule-start-l.skip, l.rate)))
	m.SampleRate, m.Channels = int(l.rate), l.channels
	switch {
	case l.broken:
		return m, damaged()
	case short, m.Duration == 0 && !end.ended:
		return m, truncated()
	case m.Duration == 0:
		return m, endless()
	}
	m.Whole = whole
	return m, nil
}

// overflowed returns how much the last granule lacks because its encoder counted in 32
// bits. Without an overflow, the granules of a file only increase.
func (l *oggLink) overflowed(s *source, last int64) (lost int64) {
	if s.size < longOgg || last > math.MaxUint32 {
		return 0
	}
	const day = 1 << 32 // of samples
	before := int64(0)
	for i := int64(1); i <= oggSpots; i++ {
		granule := last
		if i < oggSpots {
			granule = l.granuleAt(s, l.sound+(s.size-l.sound)/oggSpots*i)
		}
		switch {
		case granule == noGranule:
			continue
		case granule < before:
			lost += day
		}
		before = granule
	}
	return lost
}

// granuleAt returns the granule of the first audio page after an offset, noGranule if
// there is none nearby.
func (l *oggLink) granuleAt(s *source, at int64) int64 {
	var p oggPage
	for range maxStreams {
		if !s.sync(at, s.size, &p) {
			break
		}
		if p.serial == l.first.serial && p.granule != noGranule {
			return p.granule
		}
		at = p.end
	}
	return noGranule
}

// oggLink is one of the chained files, with its parallel streams.
type oggLink struct {
	oggStream          // the first audio stream
	first     oggPage  // of this stream
	serials   []uint32 // of all streams
	strange   bool     // some streams are unknown
	sound     int64    // offset after the first pages
}

// findLink reads the first pages of all streams, which are together.
func findLink(s *source, at int64) (l oggLink) {
	var p oggPage
	for s.page(at, &p) && p.begins && len(l.serials) < maxStreams {
		l.serials = append(l.serials, p.serial)
		o, ok := identify(s.peek(p.body, int(min(p.end-p.body, 80))))
		l.strange = l.strange || !ok
		if l.codec == "" && ok && o.codec != "" {
			l.oggStream, l.first = o, p
		}
		at = p.end
	}
	l.sound = at
	return l
}

// nextLink finds the beginning of the next link, given the offset of a page that does not
// belong to this link. It returns 0 if there is none.
func (l *oggLink) nextLink(s *source, foreign int64) int64 {
	var p oggPage
	own, to := l.sound, foreign
	for to-own > maxPage {
		mid := own + (to-own)/2
		switch {
		case !s.sync(mid, to, &p):
			to = mid
		case slices.Contains(l.serials, p.serial):
			own = p.end
		default:
			to, foreign = mid, p.at
		}
		if s.err != nil {
			return 0
		}
	}
	for at := own; at < foreign; at = p.end {
		if !s.page(at, &p) {
			return 0
		}
		if !slices.Contains(l.serials, p.serial) {
			return at
		}
	}
	return foreign
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

// Limits of the search for links with one serial number.
const (
	// manyPages is the ratio of the average size of a page to the size of the first from
	// which a file has a link more. certain is the ratio from which this needs no proof.
	manyPages, certain = 1.25, 4

	oddPlace = 0.382 // a spot at which the page of few chains is where one stream has it
	oddSlack = 0.12  // how far from there it may be, as a part of all pages

	linkSpots = 64 // spots of the file that are examined
)

// earlier returns the number of samples in all links but the last if all links have one
// serial number, as files have that were written by the same program within a second:
// the numbers of pages begin again in each link. first is the first page of audio.
func (l *oggLink) earlier(s *source, first oggPage, end oggEnd) (samples int64) {
	pages, length := end.number-int64(first.number)+1, end.to-first.at
	if len(l.serials) > 1 || first.serial != l.first.serial || pages <= 0 || length <= 0 {
		return 0
	}
	ratio := float64(length) / float64(pages) / float64(first.end-first.at)
	if ratio < manyPages {
		return 0
	}
	var p oggPage
	at := func(part float64) bool { return s.sync(first.at+int64(part*float64(length)), s.size, &p) }
	if ratio < certain {
		if !at(oddPlace) || math.Abs(float64(int64(p.number)-int64(first.number))/float64(pages)-oddPlace) < oddSlack {
			return 0
		}
	}
	before := first
	for i := 1; i <= linkSpots; i++ {
		if i < linkSpots && !at(float64(i)/linkSpots) {
			continue // a hole
		}
		if i == linkSpots {
			p.number, p.at = uint32(end.number), end.to
		}
		if p.number < before.number {
			samples += max(0, l.lastOf(s, before, p.at)-l.skip)
		}
		before = p
	}
	return samples
}

// lastOf returns the last granule of the link to which a page belongs. Another link with
// the same serial number has begun at an offset.
func (l *oggLink) lastOf(s *source, own oggPage, other int64) int64 {
	var p oggPage
	number := own.number
	for other-own.end > maxPage {
		switch mid := own.end + (other-own.end)/2; {
		case s.sync(mid, other, &p) && p.number >= number:
			own = p
		default:
			other = mid
		}
	}
	granule := max(0, own.granule)
	for at := own.end; s.page(at, &p) && !p.begins; at = p.end {
		if p.granule != noGranule {
			granule = p.granule
		}
	}
	return granule
}

// chained returns the total duration of the links from an offset to the end of
// the file.
func chained(s *source, at int64) (d time.Duration, ok bool) {
	for range maxLinks {
		if s.err != nil {
			return 0, false
		}
		l := findLink(s, at)
		if len(l.serials) == 0 {
			return 0, false
		}
		last := lastPage(s, &l, s.size)
		to := s.size
		if last.foreign > 0 {
			if to = l.nextLink(s, last.foreign); to <= at {
				return 0, false
			}
			last = lastPage(s, &l, to)
		}
		if l.codec != "" && last.granule != noGranule {
			r := packetReader{s: s, page: l.first, segment: l.first.lacings, ended: true}
			l.comments(&r)
			d += playing(last.granule-l.start(&r)-l.skip, l.rate)
		}
		if to == s.size {
			return min(d, longest), true
		}
		at = to
	}
	return 0, false
}

// comments reads the packets between the first packet and the audio.
func (o *oggStream) comments(r *packetReader) *comments {
	c := new(comments)
	for i := 1; i < o.headers || o.headers == 1 && i < maxBlocks; i++ { // 1: the number is unknown
		p := r.next()
		if p == nil {
			break
		}
		switch {
		case o.codec == "FLAC":
			if o.flacBlock(p, c) {
				return c
			}
		case i == 1:
			if string(p.take(int64(len(o.mark)))) == o.mark {
				c.read(p)
			}
		}
	}
	return c
}

// flacBlock reads a packet that is a metadata block, and reports whether it is
// the last.
func (o *oggStream) flacBlock(p *stretch, c *comments) bool {
	h, ok := p.number(binary.BigEndian)
	n := int64(h & 0xFFFFFF)
	switch byte(h >> 24 & 0x7F) {
	case flacComment:
		c.read(p)
	case flacCueSheet:
		c.tracks, c.rate = cueBlock(p), o.rate
	case flacPicture:
		c.picture(p, n)
	}
	return !ok || h>>31 != 0
}

// start returns the number of the first sample. Streams cut from a longer one
// keep its numbers. The first page has the number of its last sample, and the
// samples of its packets are subtracted.
func (o *oggStream) start(r *packetReader) int64 {
	for !r.ended && r.more(nil) {
	}
	if r.segment < r.page.lacings { // audio on the page of a header, which is against the rules
		return 0
	}
	packets := int64(0)
	for range maxGap {
		if !r.turn() {
			return 0
		}
		if packets == 0 && o.codec == "Opus" && !r.page.goes {
			o.most = opusSamples(r.s.peek(r.page.body, 2))
		}
		packets += r.page.packets()
		if r.page.granule != noGranule {
			break
		}
	}
	begin := r.page.granule
	switch {
	case begin <= packets*o.most:
		return 0
	case o.codec == "Vorbis" && r.turn() && r.page.granule > begin && r.page.packets() > 0:
		// Packets differ in length; the next page shows the usual length.
		return max(0, begin-packets*(r.page.granule-begin)/r.page.packets())
	default:
		return begin - packets*o.most
	}
}

// opusSamples returns the number of samples in an Opus packet at 48 kHz, from
// its first two bytes (RFC 6716, 3.1 and 3.2).
func opusSamples(b []byte) int64 {
	if len(b) < 2 {
		return 0
	}
	config, frames := b[0]>>3, int64(1)
	switch b[0] & 3 {
	case 1, 2:
		frames = 2
	case 3:
		frames = int64(b[1] & 0x3F)
	}
	switch {
	case config < 12:
		return frames * []int64{480, 960, 1920, 2880}[config&3]
	case config < 16:
		return frames * []int64{480, 960}[config&1]
	default:
		return frames * []int64{120, 240, 480, 960}[config&3]
	}
}

// oggEnd describes the end of a link.
type oggEnd struct {
	granule int64 // of the last audio page, noGranule if not found
	number  int64 // of this page
	short   bool  // the last page is incomplete
	foreign int64 // offset of a page that does not belong to the link, 0 if there is none
	to      int64 // offset after the last complete page, 0 if not found
	ended   bool  // this page is the last of its stream
}

// whole reports whether the stream ends at the end of the file.
func (e oggEnd) whole(size int64) bool { return e.ended && e.to == size }

// goesOn reports whether the file ends with an incomplete page.
func (e oggEnd) goesOn(size int64) bool { return !e.ended && e.to > 0 && e.to < size }

// lastPage searches the end of a link, at or before an offset. A page of a
// stream outside the link ends the search.
func lastPage(s *source, l *oggLink, end int64) oggEnd {
	found := oggEnd{granule: noGranule}
	for to := end; to > l.first.at && end-to < maxOggTail; {
		at := max(l.first.at, to-windowLen+pageHeader+255)
		b := s.peek(at, int(min(to+pageHeader+255, end)-at))
		for i := min(int(to-at)+3, len(b)); ; {
			if i = bytes.LastIndex(b[:i], []byte("OggS")); i < 0 {
				break
			}
			var p oggPage
			switch {
			case !p.parse(at+int64(i), b[i:]):
			case p.end > s.size:
				found.short = true
			case !slices.Contains(l.serials, p.serial):
				found.foreign = p.at
				return found
			default:
				if found.to == 0 {
					found.to, found.ended = p.end, p.ends
				}
				if p.serial == l.first.serial && p.granule != noGranule {
					found.granule, found.number = p.granule, int64(p.number)
					return found
				}
			}
		}
		to = at
	}
	return found
}
