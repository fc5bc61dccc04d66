package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/message"
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

	// maxLinks is the largest number of chained files that are followed: more than
	// books have parts.
	maxLinks = 256

	// longOgg is the size from which an Ogg file can last so long that 32 bits cannot
	// hold its granules. oggSpots is how many spots of the file are examined for an
	// overflow: one for each day of the longest files.
	longOgg  = 16 << 20
	oggSpots = 5

	noGranule = -1 // granule of a page on which no packet ends
)

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
	var estimated bool
	if end.foreign > 0 {
		var ok bool
		to := l.nextLink(s, end.foreign)
		if more, estimated, ok = chained(s, to); !ok {
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
	m.SampleRate, m.Channels, m.Estimated = int(l.rate), l.channels, estimated
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

// Limits of the search for links with one serial number.
const (
	// manyPages is the ratio of the average size of a page to the size of the first from
	// which a file has a link more. certain is the ratio from which this needs no proof.
	manyPages, certain = 1.25, 4

	oddPlace = 0.382 // a spot at which the page of few chains is where one stream has it
	oddSlack = 0.12  // how far from there it may be, as a part of all pages

	linkSpots = 64 // spots of the file that are examined
)

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
