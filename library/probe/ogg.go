package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"lectern/library/book"
)

const (
	// pageHeader is the size of a page's header without its segment table,
	// and maxPage that of the largest page (RFC 3533, 6).
	pageHeader = 27
	maxPage    = pageHeader + 255 + 255*255

	// maxStreams is how many streams a file may carry side by side.
	maxStreams = 64

	// maxOggTail is how much of a file's end is searched for the last page of
	// its sound, in bytes: many seconds of a film.
	maxOggTail = 1 << 20

	// maxGap is how many pages of other streams, or of packets that go on, may
	// lie between two of the sound's.
	maxGap = 4096

	noGranule = -1 // the granule of a page on which no packet ends
)

// oggPage is one page's header.
type oggPage struct {
	at      int64 // of the header
	body    int64 // offset of its content
	end     int64 // offset behind it
	granule int64
	serial  uint32
	begins  bool // the first of a stream
	goes    bool // its first packet began on an earlier page
	lacing  [255]byte
	lacings int
}

// page reads the header of the page at an offset.
func (s *source) page(at int64, p *oggPage) bool {
	return p.parse(at, s.peek(at, pageHeader+255))
}

// parse reads a page's header, which lies at that offset of the file.
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
	p.goes, p.begins = b[5]&1 != 0, b[5]&2 != 0
	p.lacings = copy(p.lacing[:], b[pageHeader:pageHeader+n])
	p.end = p.body
	for _, l := range p.lacing[:n] {
		p.end += int64(l)
	}
	return true
}

// packets is how many packets end on the page.
func (p *oggPage) packets() (n int64) {
	for _, l := range p.lacing[:p.lacings] {
		if l < 255 {
			n++
		}
	}
	return n
}

// oggStream is one stream of sound, as its first packet tells.
type oggStream struct {
	serial   uint32
	codec    string
	rate     int64 // of granules
	channels int
	skip     int64 // samples at the start that are not played
	most     int64 // samples in one packet
	headers  int   // packets before the sound, this one counted; 0 is unknown
	mark     string
}

// oggSilent are what the streams begin with that carry no sound.
var oggSilent = []string{
	"\x80theora", "\x80kate", "\x80daala", "fishead\x00", "CMML\x00", "BBCD\x00", "OVP80", "\x01video", "\x01text", "UVS ", "JNG", "PNG", "YUV4MPEG",
}

// identify reads the first packet of a stream. Its codec is empty for what
// carries no sound; ok is false for what is not known.
func identify(b []byte) (o oggStream, ok bool) {
	le := binary.LittleEndian
	begins := func(mark string, n int) bool { return len(b) >= n && bytes.HasPrefix(b, []byte(mark)) }
	switch {
	case begins("\x01vorbis", 30): // Vorbis I, 4.2.2
		o = oggStream{
			codec: "Vorbis", channels: int(b[11]), rate: int64(le.Uint32(b[12:])), headers: 3, mark: "\x03vorbis",
			most: 1 << (b[28] >> 4) / 2,
		}
	case begins("OpusHead", 19): // RFC 7845, 5.1: granules count 48 kHz, whatever went in
		o = oggStream{
			codec: "Opus", channels: int(b[9]), rate: 48000, skip: int64(le.Uint16(b[10:])), headers: 2, mark: "OpusTags",
			most: 5760,
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

// packetReader reads the packets of one stream in turn.
type packetReader struct {
	s       *source
	page    oggPage
	segment int // of the page: the first that was not read
	ended   bool
	at      int64 // of that segment
	stretch stretch
}

// next begins the next packet; what is left of the one before is passed over.
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

// more moves to the piece of the packet on the next page.
func (r *packetReader) more(p *stretch) bool {
	if r.ended || !r.turn() || !r.page.goes {
		r.ended = true
		return false
	}
	r.piece(p)
	return true
}

// piece takes the segments up to the end of the packet or the page.
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

// turn goes to the stream's next page.
func (r *packetReader) turn() bool {
	serial, at := r.page.serial, r.page.end
	for range maxGap {
		if !r.s.page(at, &r.page) {
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

// readOgg reads an Ogg file: its first stream of sound.
func readOgg(ctx context.Context, s *source, f *book.File) (*book.Media, error) {
	return readOggAt(ctx, s, 0, f)
}

// readOggAt reads an Ogg file that begins behind something else.
func readOggAt(ctx context.Context, s *source, at int64, _ *book.File) (*book.Media, error) {
	var o oggStream
	var serials []uint32
	var p, first oggPage
	strange := false
	for s.page(at, &p) && p.begins && len(serials) < maxStreams {
		serials = append(serials, p.serial)
		if o.codec == "" {
			n := min(p.end-p.body, 80)
			found, ok := identify(s.peek(p.body, int(n)))
			if ok && found.codec != "" {
				o, first = found, p
				o.serial = p.serial
			}
			strange = strange || !ok
		}
		at = p.end
	}
	switch {
	case o.codec == "" && at >= s.size:
		return nil, truncated()
	case o.codec == "" && strange, len(serials) == 0:
		return nil, ErrUnsupported
	case o.codec == "":
		return nil, &book.Fault{Kind: book.NotAudio, Reason: "no sound in it"}
	}
	r := packetReader{s: s, page: first, segment: first.lacings, ended: true}
	c := o.comments(&r)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	start := o.start(&r)
	last, short := lastPage(s, first.at, serials, o.serial)
	if last == noGranule && !short {
		return nil, ErrUnsupported
	}
	m := c.media("ogg", o.codec, s.size, playing(last-start-o.skip, o.rate))
	m.SampleRate, m.Channels = int(o.rate), o.channels
	switch {
	case short:
		return m, truncated()
	case m.Duration == 0:
		return m, endless()
	}
	return m, nil
}

// comments reads the packets between the first and the sound.
func (o *oggStream) comments(r *packetReader) *comments {
	c := new(comments)
	for i := 1; i < o.headers || o.headers == 1; i++ {
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

// flacBlock reads a metadata block that is a packet, and reports whether it is
// the last.
func (o *oggStream) flacBlock(p *stretch, c *comments) bool {
	h, ok := p.number(binary.BigEndian)
	n := int64(h & 0xFFFFFF)
	switch byte(h >> 24 & 0x7F) {
	case flacComment:
		c.read(p)
	case flacPicture:
		c.picture(p, n)
	}
	return !ok || h>>31 != 0
}

// start is the sample at which the sound begins: streams cut out of a longer
// one keep its count. The first page tells where it ends, and packets hold so
// many samples at most.
func (o *oggStream) start(r *packetReader) int64 {
	for !r.ended && r.more(nil) {
	}
	packets := int64(0)
	for range maxGap {
		if r.segment > 0 && r.segment < r.page.lacings { // sound on the last header's page, against the rules
			return 0
		}
		if !r.turn() {
			return 0
		}
		packets += r.page.packets()
		if r.page.granule != noGranule {
			break
		}
	}
	begin, own := r.page.granule, packets
	if begin <= own*o.most {
		return 0
	}
	// How many samples it has is told by the next.
	if !r.turn() || r.page.granule <= begin {
		return begin - own*o.most
	}
	return max(0, begin-own*(r.page.granule-begin)/max(1, r.page.packets()))
}

// lastPage is the granule of the stream's last page, searched from the end of
// the file, noGranule if it was not found. Short is that the file's last page
// is not all there.
func lastPage(s *source, from int64, serials []uint32, serial uint32) (granule int64, short bool) {
	for to := s.size; to > from && s.size-to < maxOggTail; {
		at := max(from, to-windowLen+pageHeader+255)
		b := s.peek(at, int(min(to+pageHeader+255, s.size)-at))
		for i := min(int(to-at)+3, len(b)); ; {
			if i = bytes.LastIndex(b[:i], []byte("OggS")); i < 0 {
				break
			}
			var p oggPage
			switch {
			case !p.parse(at+int64(i), b[i:]) || !slices.Contains(serials, p.serial):
			case p.end > s.size:
				short = true
			case p.serial == serial && p.granule != noGranule:
				return p.granule, short
			}
		}
		to = at
	}
	return noGranule, short
}
