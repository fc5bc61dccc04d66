package probe

import (
	"context"
	"encoding/binary"
	"math"
	"strings"
	"time"

	"lectern/library/book"
)

// maxChunks is how many chunks of a file are walked over.
const maxChunks = 4096

// unsetLength is the length of a chunk that was streamed, or is told elsewhere.
const unsetLength = math.MaxUint32

// chunked is what the chunks of a WAV or an AIFF file tell.
type chunked struct {
	codec    string
	rate     int64
	channels int
	block    int64 // bytes of a block of sound, all channels
	each     int64 // samples of a block, 0 when not fixed
	perSec   int64 // bytes of sound a second, as the file says
	samples  int64 // as the file says, 0 when it does not
	data     int64 // bytes of sound that are there
	claimed  int64 // bytes of sound that should be
	hasData  bool
	tags     tagSet
}

// readChunks reads a WAV or AIFF file.
func readChunks(ctx context.Context, s *source, _ *book.File) (*book.Media, error) {
	h := s.peek(0, 12)
	if len(h) < 12 {
		return nil, truncated()
	}
	switch string(h[:4]) + " " + string(h[8:12]) {
	case "RIFF WAVE", "RF64 WAVE", "BW64 WAVE":
		return readWAV(ctx, s, h)
	case "FORM AIFF", "FORM AIFC":
		return readAIFF(ctx, s, h)
	}
	return nil, ErrUnsupported
}

// chunk is one chunk of a file.
type chunk struct {
	name string
	at   int64 // of its content
	n    int64
}

// chunks calls see with each chunk from an offset on, until it answers false.
func chunks(ctx context.Context, s *source, at int64, order binary.ByteOrder, see func(chunk) (n int64)) {
	for range maxChunks {
		h := s.full(at, 8)
		if h == nil || ctx.Err() != nil {
			return
		}
		c := chunk{string(h[:4]), at + 8, int64(order.Uint32(h[4:]))}
		n := see(c)
		if n < 0 || n > s.size {
			return
		}
		at = c.at + n + n&1
	}
}

// readWAV reads a RIFF file of sound, or one beyond 4 GiB (EBU Tech 3306,
// ITU-R BS.2088).
func readWAV(ctx context.Context, s *source, head []byte) (*book.Media, error) {
	le := binary.LittleEndian
	var w chunked
	var known bool
	var large [2]int64 // the lengths of the file and of the sound, from ds64
	extent := chunkExtent(le.Uint32(head[4:]))
	var tagged *book.Media
	chunks(ctx, s, 12, le, func(c chunk) int64 {
		switch c.name {
		case "ds64":
			if b := s.full(c.at, 16); b != nil {
				large = [2]int64{clamp(le.Uint64(b)), clamp(le.Uint64(b[8:]))}
			}
		case "fmt ":
			if b := s.peek(c.at, int(min(c.n, 40))); !known {
				known = w.format(b)
			}
		case "fact":
			if b := s.full(c.at, 4); b != nil {
				w.samples = int64(le.Uint32(b))
			}
		case "data":
			n := c.n
			switch {
			case n == unsetLength && large[1] > 0:
				n = large[1]
			case n == 0, n >= unsetRIFF && c.at+n > s.size: // streamed: it goes to the end
				n = s.size - c.at
			}
			w.sound(n, s.size-c.at)
			return n
		case "LIST":
			if b := s.full(c.at, 4); string(b) == "INFO" {
				w.list(ctx, s, c)
			}
		case "bext":
			w.broadcast(s, c)
		case "id3 ", "ID3 ":
			tagged = chunkID3(ctx, s, c)
		}
		return c.n
	})
	if large[0] > 0 {
		extent = large[0]
	}
	if !known {
		if w.hasData && w.rate == 0 || extent <= s.size {
			return nil, ErrUnsupported
		}
		return nil, truncated()
	}
	return w.media("wav", s, tagged)
}

// sound notes n bytes of sound of which there may be fewer.
func (w *chunked) sound(n, there int64) {
	if !w.hasData {
		w.hasData, w.claimed, w.data = true, n, max(0, min(n, there))
	}
}

// waveFormats are the format tags of RIFF WAVE (RFC 2361) by what ffprobe
// knows as one of a name. What is not here is left to it.
var waveFormats = map[uint16]string{
	0x01: "PCM", 0x03: "PCM", 0x06: "PCM", 0x07: "PCM",
	0x02: "ADPCM", 0x11: "ADPCM", 0x20: "ADPCM", 0x45: "ADPCM", 0x61: "ADPCM", 0x62: "ADPCM", 0x64: "ADPCM", 0x69: "ADPCM", 0x28F: "ADPCM",
	0x50: "MP2", 0x55: "MP3", 0x31: "GSM_MS", 0x22: "TRUESPEECH", 0x2000: "AC-3", 0xF1AC: "FLAC",
}

// extensible is the format tag that points at a longer one, and waveGUID what
// follows the tag in it.
const (
	extensible = 0xFFFE
	waveGUID   = "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71"
)

// format reads a fmt chunk, and reports whether it is one that is known.
func (w *chunked) format(b []byte) bool {
	if len(b) < 14 {
		return false
	}
	le := binary.LittleEndian
	tag := le.Uint16(b)
	w.channels, w.rate = int(le.Uint16(b[2:])), int64(le.Uint32(b[4:]))
	w.perSec, w.block = int64(le.Uint32(b[8:])), int64(le.Uint16(b[12:]))
	if tag == extensible && len(b) >= 40 && string(b[26:40]) == waveGUID {
		tag = le.Uint16(b[24:])
	}
	w.codec = waveFormats[tag]
	if w.codec == "PCM" {
		w.each = 1
		if len(b) >= 16 { // the block may be wrong, the bits are what is played
			if bits := int64(le.Uint16(b[14:])); bits > 0 && bits <= 64 && bits%8 == 0 {
				w.block = bits / 8 * int64(w.channels)
			}
		}
	}
	return w.codec != "" && w.rate > 0 && w.channels > 0
}

// length is how long the sound plays.
func (w *chunked) length() (d time.Duration, estimated bool) {
	switch {
	case w.each > 0 && w.block > 0:
		return playing(w.data/w.block*w.each, w.rate), false
	case w.samples > 0 && w.data >= w.claimed:
		return playing(w.samples, w.rate), false
	default:
		return playing(w.data, w.perSec), true
	}
}

// media is what the chunks tell, with the tags of an ID3 chunk first.
func (w *chunked) media(container string, s *source, tagged *book.Media) (*book.Media, error) {
	d, estimated := w.length()
	m := &book.Media{
		Container: container, Codec: w.codec, Duration: d, Estimated: estimated, BitRate: overall(s.size, d),
		SampleRate: int(w.rate), Channels: w.channels, Tags: w.fields(),
	}
	if tagged != nil {
		m.Tags = prefer(tagged.Tags, m.Tags)
		m.Cover, m.Chapters = tagged.Cover, tagged.Chapters
	}
	switch {
	case w.claimed > w.data, !w.hasData:
		return m, truncated()
	case d == 0:
		return m, endless()
	}
	return m, nil
}

// chunkDialect has the chunks of a RIFF INFO list, of AIFF and of a broadcast
// extension by their names in lower case.
var chunkDialect = dialect{
	title:       []string{"inam", "name"},
	album:       []string{"iprd"},
	artist:      []string{"iart", "auth"},
	year:        []string{"icrd", "originationdate"},
	genre:       []string{"ignr"},
	language:    []string{"ilng"},
	description: []string{"icmt", "anno", "description"},
	track:       []string{"iprt", "itrk"},
}

func (w *chunked) put(name, value string) {
	if w.tags == nil {
		w.tags = tagSet{}
	}
	value, _, _ = strings.Cut(value, "\x00")
	w.tags.put(strings.ToLower(name), value)
}

func (w *chunked) fields() book.Tags { return chunkDialect.tags(w.tags) }

// list reads an INFO list (RIFF MCI, 1991): chunks of text.
func (w *chunked) list(ctx context.Context, s *source, c chunk) {
	end := c.at + c.n
	chunks(ctx, s, c.at+4, binary.LittleEndian, func(t chunk) int64 {
		if t.at+t.n > end {
			return -1
		}
		if t.name[0] == 'I' {
			w.put(t.name, string(s.peek(t.at, int(min(t.n, maxText)))))
		}
		return t.n
	})
}

// maxText is how much of one text chunk is kept, in bytes.
const maxText = 4 << 10

// broadcast reads a broadcast extension (EBU Tech 3285): a description, and
// the date it was made.
func (w *chunked) broadcast(s *source, c chunk) {
	if b := s.peek(c.at, int(min(c.n, 330))); len(b) == 330 {
		w.put("description", string(b[:256]))
		w.put("originationdate", string(b[320:330]))
	}
}

// readAIFF reads an AIFF or AIFF-C file.
func readAIFF(ctx context.Context, s *source, head []byte) (*book.Media, error) {
	be := binary.BigEndian
	var w chunked
	var tagged *book.Media
	known := false
	compressed := string(head[8:12]) == "AIFC"
	chunks(ctx, s, 12, be, func(c chunk) int64 {
		switch c.name {
		case "COMM":
			if !known {
				known = w.common(s.peek(c.at, int(min(c.n, 22))), compressed)
			}
		case "SSND":
			n := c.n
			if n == 0 || n >= unsetRIFF && c.at+n > s.size {
				n = s.size - c.at
			}
			w.sound(n-8, s.size-c.at-8)
			return n
		case "NAME", "AUTH", "ANNO":
			w.put(c.name, string(s.peek(c.at, int(min(c.n, maxText)))))
		case "ID3 ", "id3 ":
			tagged = chunkID3(ctx, s, c)
		}
		return c.n
	})
	if !known {
		if chunkExtent(be.Uint32(head[4:])) > s.size {
			return nil, truncated()
		}
		return nil, ErrUnsupported
	}
	return w.media("aiff", s, tagged)
}

// aiffTypes are the compression types of AIFF-C: the codec, and how many
// samples one of its frames has.
var aiffTypes = map[string]struct {
	codec string
	each  int64
}{
	"NONE": {"PCM", 1}, "twos": {"PCM", 1}, "sowt": {"PCM", 1}, "raw ": {"PCM", 1}, "in24": {"PCM", 1}, "in32": {"PCM", 1},
	"fl32": {"PCM", 1}, "FL32": {"PCM", 1}, "fl64": {"PCM", 1}, "FL64": {"PCM", 1},
	"ulaw": {"PCM", 1}, "ULAW": {"PCM", 1}, "alaw": {"PCM", 1}, "ALAW": {"PCM", 1},
	"ima4": {"ADPCM", 64}, "MAC3": {"MACE3", 6}, "MAC6": {"MACE6", 6},
}

// common reads a COMM chunk.
func (w *chunked) common(b []byte, compressed bool) bool {
	if len(b) < 18 {
		return false
	}
	be := binary.BigEndian
	kind := "NONE"
	if compressed && len(b) >= 22 {
		kind = string(b[18:22])
	}
	t := aiffTypes[kind]
	w.codec = t.codec
	w.channels, w.rate = int(be.Uint16(b)), extended(b[8:18])
	w.samples = int64(be.Uint32(b[2:])) * max(1, t.each)
	bits := int64(be.Uint16(b[6:]))
	if t.codec == "PCM" {
		w.perSec = (bits + 7) / 8 * int64(w.channels) * w.rate
	}
	return w.codec != "" && w.rate > 0 && w.channels > 0
}

// extended is an 80-bit number (IEEE 754 extended) without its fraction, 0
// when it is below one or no sample rate.
func extended(b []byte) int64 {
	const bias = 16383
	exponent := int(binary.BigEndian.Uint16(b)) - bias
	if exponent < 0 || exponent > 31 { // negative numbers have the highest bit
		return 0
	}
	return int64(binary.BigEndian.Uint64(b[2:]) >> (63 - exponent))
}

// prefer fills what the first tags lack from the second.
func prefer(t, u book.Tags) book.Tags {
	text := func(a *string, b string) {
		if *a == "" {
			*a = b
		}
	}
	number := func(a *int, b int) {
		if *a == 0 {
			*a = b
		}
	}
	if t.Series == "" && t.SeriesPart == "" {
		t.Series, t.SeriesPart = u.Series, u.SeriesPart
	}
	if t.Genres == nil {
		t.Genres = u.Genres
	}
	text(&t.Title, u.Title)
	text(&t.Album, u.Album)
	text(&t.Artist, u.Artist)
	text(&t.AlbumArtist, u.AlbumArtist)
	text(&t.Narrator, u.Narrator)
	text(&t.Subtitle, u.Subtitle)
	text(&t.Publisher, u.Publisher)
	text(&t.ASIN, u.ASIN)
	text(&t.ISBN, u.ISBN)
	text(&t.Language, u.Language)
	text(&t.Description, u.Description)
	number(&t.Year, u.Year)
	number(&t.Track, u.Track)
	number(&t.Disc, u.Disc)
	return t
}

// chunkID3 reads the ID3 tag in a chunk.
func chunkID3(context.Context, *source, chunk) *book.Media { return nil }
