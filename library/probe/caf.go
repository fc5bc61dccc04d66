package probe

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"io"
	"math"
	"time"

	"lectern/library/book"
)

func init() { register(readCAF, beginsWith("caff")) }

// cafCodecs are the codecs by their codes in CAF, if mp4Codecs has another code or none.
var cafCodecs = map[string]string{"flac": "FLAC", "opus": "Opus", "aach": "HE-AAC", "aacp": "HE-AACv2", "ilbc": "iLBC"}

// caf is what the chunks of a file say (Apple Core Audio Format Specification 1.0).
type caf struct {
	mp4Sound
	perPacket, each int64 // bytes and samples of a packet, 0 if they vary
	samples         int64 // declared number, 0 if unknown
	at              int64 // of the audio
	data, claimed   int64 // bytes of audio that exist, and that the file declares
	heard           bool  // there is a chunk of audio
	whole           bool  // the chunks fill the file
	tags            tagSet
	values          joins
}

// readCAF reads a CAF file.
func readCAF(ctx context.Context, s *source, _ *book.File) (*book.Media, error) {
	var c caf
	c.chunks(ctx, s, func(kind string, at, n int64) { c.chunk(s, kind, at, n) })
	switch {
	case c.codec == "" && (c.heard || c.rate > 0):
		return nil, ErrUnsupported
	case c.rate == 0 || c.channels == 0:
		return nil, damaged()
	}
	m := &book.Media{
		Container: "caf", Codec: c.codec, SampleRate: c.rate, Channels: c.channels,
		Tags: s.tell(vorbisDialect, c.tags),
	}
	short := c.data < c.claimed || !c.heard
	switch frames, estimated := c.frames(ctx, s); {
	case frames > 0:
		m.Duration, m.Estimated = frames, estimated
	case c.codec == "FLAC": // ffmpeg declares any number of samples
	case c.perPacket > 0 && c.each > 0:
		m.Duration = playing(c.data/c.perPacket*c.each, int64(c.rate))
	case c.data < c.claimed: // the audio that exists, at the average rate
		part := float64(c.samples) * float64(c.data) / float64(c.claimed)
		m.Duration, m.Estimated = playing(int64(part), int64(c.rate)), true
	default:
		m.Duration = playing(c.samples, int64(c.rate))
	}
	m.BitRate = overall(s.size, m.Duration)
	m.Chapters = sheetChapters(c.tags[cueSheet], m.Duration)
	switch {
	case short:
		return m, truncated()
	case m.Duration == 0:
		return m, endless()
	}
	m.Whole = c.whole
	return m, nil
}

// frames returns the length of the frames that exist, 0 if it is unknown: in FLAC, and in MP3 if
// the file does not have the number of samples.
func (c *caf) frames(ctx context.Context, s *source) (length time.Duration, estimated bool) {
	in := newSource(io.NewSectionReader(s.file, c.at, c.data), c.data)
	defer in.close()
	in.ended = s.ended
	switch {
	case c.codec == "FLAC":
		info := flacInfo{rate: int64(c.rate), channels: c.channels}
		first, _ := parseFrame(in.peek(0, maxFrameHeader), info)
		info.block = first.end - first.start
		end, _, _ := flacEnd(in, 0, info)
		length = playing(end-first.start, info.rate)
	case c.codec == "MP3" && c.samples == 0:
		if z, ok := findSound(in, 0, maxJunk, c.data); ok {
			z.end = c.data
			length, estimated = z.without(ctx, in)
		}
	}
	s.err = cmp.Or(s.err, in.err)
	return length, estimated
}

// chunks calls see with the kind and the content of each chunk.
func (c *caf) chunks(ctx context.Context, s *source, see func(kind string, at, n int64)) {
	at := int64(8)
	for n := 0; n < maxChunks && ctx.Err() == nil; n++ {
		h := s.full(at, 12)
		if h == nil {
			c.whole = at == s.size
			break
		}
		kind, length := string(h[:4]), int64(binary.BigEndian.Uint64(h[4:]))
		at += 12
		toEnd := kind == "data" && length < 0 // streamed
		if toEnd {
			length = s.size - at
		}
		if length < 0 {
			break
		}
		see(kind, at, length)
		if c.whole = !toEnd; length > s.size-at {
			c.whole = false
			break
		}
		at += length
	}
}

// sound records where n bytes of audio are, which begin with a number of edits.
func (c *caf) sound(s *source, at, n int64) {
	c.heard = n > 4 && s.size > at+4
	c.at, c.claimed, c.data = at+4, max(0, n-4), max(0, min(n, s.size-at)-4)
}

// chunk reads a chunk of n bytes.
func (c *caf) chunk(s *source, kind string, at, n int64) {
	be := binary.BigEndian
	switch kind {
	case "desc":
		b := s.full(at, 32)
		if b == nil {
			return
		}
		if c.codec = cafCodecs[string(b[8:12])]; c.codec == "" {
			c.codec = mp4Codecs[string(b[8:12])]
		}
		c.rate = rateOf(math.Float64frombits(be.Uint64(b)))
		c.perPacket, c.each = int64(be.Uint32(b[16:])), int64(be.Uint32(b[20:]))
		c.channels = int(min(be.Uint32(b[24:]), maxChannels))
	case "pakt":
		if b := s.full(at, 24); b != nil {
			c.samples = int64(min(be.Uint64(b[8:]), 1<<48))
		}
	case "kuki":
		b := s.peek(at, int(min(n, describedLen)))
		switch {
		case c.codec == "AAC": // the content of an esds box without its version
			c.elementary(append(make([]byte, 4), b...))
		case c.codec == "ALAC" && bytes.HasPrefix(b[min(4, len(b)):], []byte("frma")):
			c.lossless(b[min(20, len(b)):])
		}
	case "data":
		c.sound(s, at, n)
	case "info":
		c.info(s.load(at, min(n, maxValue)))
	}
}

// info reads a count and that many pairs of texts, each with a zero at its end.
func (c *caf) info(b []byte) {
	if len(b) < 4 {
		return
	}
	texts := bytes.Split(b[4:], []byte{0})
	for ; len(texts) > 1; texts = texts[2:] {
		name := spell(string(texts[0]))
		known := vorbisNames.of(name)
		if name == cueSheet {
			known = cueSheet
		}
		if known == "" {
			continue
		}
		if c.tags == nil {
			c.tags = tagSet{}
		}
		c.values.store(c.tags, known, claimedUTF8(texts[1]))
	}
}
