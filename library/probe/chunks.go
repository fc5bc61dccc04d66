package probe

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

// maxChunks is the largest number of chunks of a file that are visited.
const maxChunks = 4096

// unsetLength is the declared length of a chunk that was streamed, or whose length is
// elsewhere.
const unsetLength = math.MaxUint32

// chunked holds what the chunks of a WAV or AIFF file say.
type chunked struct {
	s          *source
	order      binary.ByteOrder
	extent     int64 // declared length of the file, 0 if unknown
	large      int64 // length of the audio, if declared separately
	compressed bool  // AIFF-C
	codec      string
	rate       int64
	channels   int
	block      int64 // bytes of one sample of all channels, 0 if that varies
	perSec     int64 // declared bytes of audio per second
	samples    int64 // declared number of samples, 0 if unknown
	at         int64 // of the audio
	data       int64 // bytes of audio that exist
	claimed    int64 // declared bytes of audio
	heard      bool  // a chunk with audio exists
	tags       tagSet
	values     joins
	id3        id3
}

func init() { register(readChunks, beginsWith("RIFF", "RIFX", "RF64", "BW64", "FORM")) }

// readChunks reads a WAV or AIFF file.
func readChunks(ctx context.Context, s *source, _ *book.File) (*book.Media, error) {
	if s.full(0, 12) == nil {
		return nil, truncated()
	}
	w, container, see := newChunked(s)
	if w == nil {
		return nil, ErrUnsupported
	}
	w.chunks(ctx, 12, see)
	return w.media(ctx, container)
}

// newChunked returns an empty chunked for a file, with the container and the function that
// reads its chunks. It is nil for any other file.
func newChunked(s *source) (w *chunked, container string, see func(context.Context, chunk) int64) {
	h := s.full(0, 12)
	if h == nil {
		return nil, "", nil
	}
	w = &chunked{s: s, id3: id3{s: s}, order: binary.BigEndian}
	container, see = "wav", w.riff
	switch string(h[:4]) + " " + string(h[8:12]) {
	case "RIFF WAVE", "RF64 WAVE", "BW64 WAVE":
		w.order = binary.LittleEndian
	case "RIFX WAVE":
	case "FORM AIFF", "FORM AIFC":
		w.compressed = h[11] == 'C'
		container, see = "aiff", w.aiff
	default:
		return nil, "", nil
	}
	w.extent = chunkExtent(w.order.Uint32(h[4:]))
	return w, container, see
}

// chunk is a chunk of a file.
type chunk struct {
	name string
	at   int64 // start of its content
	n    int64
}

// chunks calls see for each chunk from an offset on. see returns the length of
// the chunk, or a negative number to stop. Some programs do not pad a chunk of odd length.
func (w *chunked) chunks(ctx context.Context, at int64, see func(context.Context, chunk) int64) {
	for range maxChunks {
		h := w.s.full(at, 8)
		if h == nil || ctx.Err() != nil {
			return
		}
		c := chunk{string(h[:4]), at + 8, int64(w.order.Uint32(h[4:]))}
		n := see(ctx, c)
		if n < 0 || n > w.s.size {
			return
		}
		at = c.at + n
		if n&1 == 1 && (w.isChunk(at+1) || !w.isChunk(at)) {
			at++
		}
	}
}

// riff reads a chunk of a RIFF file, or of a variant for files above 4 GiB (EBU
// Tech 3306, ITU-R BS.2088).
func (w *chunked) riff(ctx context.Context, c chunk) int64 {
	s := w.s
	switch c.name {
	case "ds64":
		if b := s.full(c.at, 16); b != nil {
			w.large = clamp(w.order.Uint64(b[8:]))
		}
	case "fmt ":
		if w.codec == "" {
			w.format(s.peek(c.at, int(min(c.n, 40))))
		}
	case "fact":
		if b := s.full(c.at, 4); b != nil {
			w.samples = int64(w.order.Uint32(b))
		}
	case "data":
		return w.sound(c.at, w.overflowed(c))
	case "LIST":
		if b := s.full(c.at, 4); string(b) == "INFO" {
			w.list(ctx, c)
		}
	case "bext":
		w.broadcast(c)
	case "id3 ", "ID3 ":
		w.id3.read(ctx, c.at)
	}
	return c.n
}

// overflowed returns the length of a chunk of audio. Files above 4 GiB declare it
// elsewhere, or declare only what remains of it in 32 bits. In the latter case, no
// other chunk follows where the audio seems to end.
func (w *chunked) overflowed(c chunk) int64 {
	if w.large > 0 && (c.n == unsetLength || uint32(w.large) == uint32(c.n)) {
		return w.large
	}
	more := (w.s.size - c.at - c.n) &^ math.MaxUint32
	if more <= 0 || c.n == unsetLength || w.isChunk(c.at+c.n+c.n&1) {
		return c.n
	}
	return c.n + more
}

// isChunk reports whether a chunk begins at an offset.
func (w *chunked) isChunk(at int64) bool {
	h := w.s.spot(at, 8)
	return len(h) == 8 && isLetters([4]byte(h)) && int64(w.order.Uint32(h[4:])) <= w.s.size-at
}

// sound records the declared length of the audio, n, and how much of it exists from an
// offset on. It returns the length to use. A program that writes to a pipe does not know
// the length, so its audio lasts to the end.
func (w *chunked) sound(at, n int64) int64 {
	there := w.s.size - at
	if n == 0 && there > 8 && !w.isChunk(at) || n > there && n >= unsetRIFF && w.large == 0 {
		n = there
	}
	if !w.heard {
		w.heard, w.at, w.claimed, w.data = true, at, n, max(0, min(n, there))
	}
	return n
}

// waveFormats are the format tags of RIFF WAVE (RFC 2361) that ffprobe knows by
// one name. Other tags are left to ffprobe.
var waveFormats = map[uint16]string{
	0x01: "PCM", 0x03: "PCM", 0x06: "PCM", 0x07: "PCM",
	0x02: "ADPCM", 0x11: "ADPCM", 0x20: "ADPCM", 0x45: "ADPCM", 0x61: "ADPCM", 0x62: "ADPCM", 0x64: "ADPCM", 0x69: "ADPCM", 0x28F: "ADPCM",
	0x50: "MP2", 0x55: "MP3", 0x31: "GSM_MS", 0x22: "TRUESPEECH", 0x2000: "AC-3", 0xF1AC: "FLAC",
}

// extensible is the format tag for a longer tag elsewhere in the chunk, and waveGUID is
// what follows the short tag within the longer one.
const (
	extensible = 0xFFFE
	waveGUID   = "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71"
)

// format reads a fmt chunk.
func (w *chunked) format(b []byte) {
	if len(b) < 14 {
		return
	}
	le := w.order
	tag := le.Uint16(b)
	w.channels, w.rate = int(le.Uint16(b[2:])), int64(le.Uint32(b[4:]))
	w.perSec = int64(le.Uint32(b[8:]))
	if tag == extensible && len(b) >= 40 && string(b[26:40]) == waveGUID {
		tag = le.Uint16(b[24:])
	}
	if w.codec = waveFormats[tag]; w.codec != "PCM" {
		return
	}
	// If the block size and the bits per sample disagree, players follow the bits.
	w.block = int64(le.Uint16(b[12:]))
	if len(b) >= 16 {
		if bits := int64(le.Uint16(b[14:])); bits > 0 && bits <= 64 {
			w.block = (bits + 7) / 8 * int64(w.channels)
		}
	}
}

// length returns the duration of the audio that exists.
func (w *chunked) length() (d time.Duration, estimated bool) {
	if w.block > 0 {
		return playing(w.data/w.block, w.rate), false
	}
	if d, estimated = w.declared(); w.data < w.claimed {
		return within(d.Seconds() * float64(w.data) / float64(w.claimed)), true
	}
	return d, estimated
}

// declared returns the duration of the audio that the file declares.
func (w *chunked) declared() (d time.Duration, estimated bool) {
	usual := playing(w.claimed, w.perSec)
	switch d := playing(w.samples, w.rate); {
	case d == 0:
		return usual, true
	case usual == 0:
		return d, false
	case usual-d > playing(1<<31, w.rate): // 32 bits overflowed
		lost := float64(playing(1<<32, w.rate))
		d = playing(w.samples+int64(math.Round(float64(usual-d)/lost))<<32, w.rate)
		return d, false
	default:
		return d, !alike(float64(d), float64(usual), rateSlack)
	}
}

// rateSlack is the ratio between the length by the declared count and the length by the
// declared rate from which the count is in doubt.
const rateSlack = 1.5

// media returns the result, with the tags of an ID3 chunk first.
func (w *chunked) media(ctx context.Context, container string) (*book.Media, error) {
	known := w.codec != "" && w.rate > 0 && w.channels > 0
	switch {
	case !known && w.heard:
		return nil, ErrUnsupported
	case !known:
		return nil, w.silence()
	}
	d, estimated := w.length()
	m := w.id3.media(ctx, container, trailer{}, d)
	m.Codec, m.Duration, m.Estimated, m.BitRate = w.codec, d, estimated, overall(w.s.size, d)
	m.SampleRate, m.Channels = int(w.rate), w.channels
	fill(&m.Tags, w.s.tell(chunkDialect, w.tags))
	switch {
	case !w.heard:
		return m, w.silence()
	case w.extent > w.s.size+1, w.extent == 0 && w.claimed > w.data: // the last padding byte may be missing
		return m, truncated()
	case d == 0:
		return m, endless()
	}
	m.Whole = w.extent == w.s.size && w.claimed == w.data
	return m, nil
}

// silence returns the fault of a file without a chunk of audio.
func (w *chunked) silence() error {
	if w.extent > w.s.size || w.extent == 0 && w.s.size < leastFile {
		return truncated()
	}
	return damaged()
}

// chunkNames are the text chunks that are read: all names of four letters that the
// dialect has.
var chunkNames = func() map[string]bool {
	names := map[string]bool{}
	chunkDialect.all(func(name string) {
		if len(name) == len("INAM") {
			names[strings.ToUpper(name)] = true
		}
	})
	return names
}()

// put sets a tag from a text that may be NUL-terminated. No encoding is
// specified: text that is not UTF-8 is in an old code page.
func (w *chunked) put(name string, value []byte) {
	if w.tags == nil {
		w.tags = tagSet{}
	}
	value, _, _ = bytes.Cut(value, []byte{0})
	w.values.store(w.tags, strings.ToLower(name), codepage.Raw(value))
}

// list reads an INFO list of text chunks (Multimedia Programming Interface and
// Data Specifications 1.0, 1991).
func (w *chunked) list(ctx context.Context, c chunk) {
	end := min(c.at+c.n, w.s.size)
	w.chunks(ctx, c.at+4, func(_ context.Context, t chunk) int64 {
		if t.at+t.n > end {
			return -1
		}
		if chunkNames[t.name] {
			w.put(t.name, w.s.peek(t.at, int(min(t.n, maxText))))
		}
		return t.n
	})
}

// maxText is the largest part of a text chunk that is kept, in bytes.
const maxText = 4 << 10

// broadcast reads a broadcast extension (EBU Tech 3285): a description and a
// date.
func (w *chunked) broadcast(c chunk) {
	if b := w.s.peek(c.at, int(min(c.n, 330))); len(b) == 330 {
		w.put("description", b[:256])
		w.put("originationdate", b[320:330])
	}
}

// aiff reads a chunk of an AIFF or AIFF-C file.
func (w *chunked) aiff(ctx context.Context, c chunk) int64 {
	switch c.name {
	case "COMM":
		if w.codec == "" {
			w.common(w.s.peek(c.at, int(min(c.n, 22))))
		}
	case "SSND": // an offset and a block size, followed by the audio
		if c.n < 8 {
			w.sound(w.s.size, c.n)
			return c.n
		}
		return 8 + w.sound(c.at+8, c.n-8)
	case "NAME", "AUTH", "ANNO":
		w.put(c.name, w.s.peek(c.at, int(min(c.n, maxText))))
	case "ID3 ", "id3 ":
		w.id3.read(ctx, c.at)
	}
	return c.n
}

// aiffTypes are the compression types of AIFF-C, each with its codec and the
// samples in a frame.
var aiffTypes = map[string]struct {
	codec string
	each  int64
	bytes int64 // of a sample in PCM, if its bits do not determine them
}{
	"NONE": {"PCM", 1, 0}, "twos": {"PCM", 1, 0}, "sowt": {"PCM", 1, 0}, "raw ": {"PCM", 1, 0}, "in24": {"PCM", 1, 3}, "in32": {"PCM", 1, 4},
	"fl32": {"PCM", 1, 4}, "FL32": {"PCM", 1, 4}, "fl64": {"PCM", 1, 8}, "FL64": {"PCM", 1, 8},
	"ulaw": {"PCM", 1, 1}, "ULAW": {"PCM", 1, 1}, "alaw": {"PCM", 1, 1}, "ALAW": {"PCM", 1, 1},
	"ima4": {"ADPCM", 64, 0}, "MAC3": {"MACE3", 6, 0}, "MAC6": {"MACE6", 6, 0},
}

// common reads a COMM chunk (Audio Interchange File Format 1.3).
func (w *chunked) common(b []byte) {
	if len(b) < 18 {
		return
	}
	be := binary.BigEndian
	kind := "NONE"
	if w.compressed && len(b) >= 22 {
		kind = string(b[18:22])
	}
	t := aiffTypes[kind]
	w.codec, w.channels, w.rate = t.codec, int(be.Uint16(b)), extended(b[8:18])
	w.samples = int64(be.Uint32(b[2:])) * t.each
	if t.codec == "PCM" {
		w.block = cmp.Or(t.bytes, (int64(be.Uint16(b[6:]))+7)/8) * int64(w.channels)
	}
}

// extended returns the integer part of an 80-bit number (IEEE 754 extended), or
// 0 if it is below one or too large for a sample rate.
func extended(b []byte) int64 {
	const bias = 16383
	exponent := int(binary.BigEndian.Uint16(b)) - bias
	if exponent < 0 || exponent > 31 { // negative numbers have the highest bit set
		return 0
	}
	return int64(binary.BigEndian.Uint64(b[2:]) >> (63 - exponent))
}
