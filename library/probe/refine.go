package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"strings"
	"time"

	"lectern/library/book"
)

// refine improves ffprobe's answer from the file itself: the APE and ID3 tags of formats
// that only ffprobe reads, because ffprobe returns only the first of several values, and
// the length where ffprobe estimates it from the bit rate.
func refine(ctx context.Context, f *book.File, m *book.Media) {
	file, size, err := openRegular(f.Path)
	if err != nil {
		return
	}
	defer file.Close()
	s := newSource(file, size)
	defer s.close()
	s.ended = ctx.Err
	switch m.Container {
	case "mp3", "flac", "ogg": // Native reads their tags
	default:
		own := s.foreign(ctx, m.Duration)
		s.settle(own)
		fill(&own.Tags, m.Tags)
		m.Tags = own.Tags
		if own.Cover != nil {
			m.Cover, m.CoverFault = own.Cover, s.passed
		}
		if len(own.Chapters) > 0 {
			m.Chapters = own.Chapters
		}
	}
	if m.Container == "matroska" && m.Duration == 0 {
		m.Duration, m.Estimated = s.matroskaEnd(), true
		m.BitRate = overall(size, m.Duration)
		return
	}
	if !m.Estimated {
		return
	}
	length, estimated := m.Duration, true
	switch m.Container {
	case "aac", "mp3":
		if z, ok := findSound(s, passTags(s, 0), size, size); ok {
			z.end = readTrailer(s, z.at).end
			length, _ = z.without(ctx, s) // counted once the program is idle
		}
	case "dsf": // a header of 28 bytes, then the format (DSF File Format Specification 1.01)
		if h := s.full(28, 52); string(h[:min(4, len(h))]) == "fmt " {
			le := binary.LittleEndian
			length, estimated = playing(clamp(le.Uint64(h[36:])), int64(le.Uint32(h[28:]))), false
		}
	case "caf":
		if samples, rate := s.cafSamples(); samples > 0 {
			length, estimated = playing(samples, rate), false
		}
	case "ac3":
		if samples, rate := s.dolbySamples(); samples > 0 {
			length, estimated = playing(samples, rate), false
		}
	}
	if length > 0 && s.err == nil {
		m.Duration, m.Estimated, m.BitRate = length, estimated, overall(size, length)
	}
}

// foreign reads the APE and ID3 tags of a file in a format that only ffprobe reads. APE
// tags win: they are native to most of these formats. ID3 is at the beginning, in DSF
// where its header says (DSF File Format Specification 1.01).
func (s *source) foreign(ctx context.Context, length time.Duration) *book.Media {
	m := &book.Media{}
	if tags, cover := s.apeTags(); tags != nil {
		m.Tags, m.Cover, m.Chapters = s.tell(vorbisDialect, tags), cover, sheetChapters(tags[cueSheet], length)
	}
	t := &id3{s: s}
	if head := s.full(0, 28); string(head[:min(len(head), 4)]) == "DSD " {
		t.read(ctx, clamp(binary.LittleEndian.Uint64(head[20:])))
	} else {
		t.leading(ctx, 0)
	}
	own := t.media(ctx, "", trailer{}, length)
	fill(&m.Tags, own.Tags)
	if m.Cover == nil {
		m.Cover = own.Cover
	}
	if len(m.Chapters) == 0 {
		m.Chapters = own.Chapters
	}
	return m
}

// apeMarks are the beginnings of formats that have an APE tag at the end: Monkey's
// Audio, WavPack, Musepack, True Audio and TAK.
var apeMarks = []string{"MAC ", "wvpk", "MP+", "MPCK", "TTA1", "tBaK"}

// apeTags reads the APE tag of a file in one of these formats; tags is nil if there is
// none.
func (s *source) apeTags() (tags tagSet, cover *book.Cover) {
	head := string(s.peek(passTags(s, 0), 4))
	for _, mark := range apeMarks {
		if strings.HasPrefix(head, mark) {
			if end := readTrailer(s, 0); end.ape > 0 {
				return readAPE(s, end)
			}
		}
	}
	return nil, nil
}

// cafSamples returns the number of samples of a CAF file and their rate, 0 if
// they are unknown (Apple Core Audio Format Specification 1.0).
func (s *source) cafSamples() (samples, rate int64) {
	be := binary.BigEndian
	var perPacket, each int64 // bytes and samples of a packet, 0 if they vary
	at := int64(8)
	for range maxChunks {
		h := s.full(at, 12)
		if h == nil {
			break
		}
		kind, n := string(h[:4]), int64(be.Uint64(h[4:]))
		at += 12
		switch kind {
		case "desc":
			if b := s.full(at, 32); b != nil {
				rate = int64(rateOf(math.Float64frombits(be.Uint64(b))))
				perPacket, each = int64(be.Uint32(b[16:])), int64(be.Uint32(b[20:]))
			}
		case "pakt":
			if b := s.full(at, 24); b != nil {
				return int64(min(be.Uint64(b[8:]), 1<<48)), rate
			}
		case "data": // begins with a number of edits; the length can be unknown
			if n < 0 || n > s.size-at {
				n = s.size - at
			}
			if perPacket > 0 && each > 0 {
				return max(0, n-4) / perPacket * each, rate
			}
		}
		if n < 0 || n > s.size-at {
			break
		}
		at += n
	}
	return 0, 0
}

// dolbyKilobits are the bit rates of AC-3 by their code divided by two (ETSI TS 102
// 366, table 4.13).
var dolbyKilobits = [19]int64{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640}

// dolbySamples returns the number of samples of an AC-3 file, if all its frames have
// one bit rate, and their rate. It returns 0 if the last frame is not where it has to
// be.
func (s *source) dolbySamples() (samples, rate int64) {
	h := bytes.Clone(s.full(0, 6))
	if len(h) < 6 || h[0] != 0x0B || h[1] != 0x77 || h[5]>>3 > 8 || h[4]>>6 == 3 || int(h[4]&63) >= 2*len(dolbyKilobits) {
		return 0, 0
	}
	rate = int64(dolbyRates[h[4]>>6])
	if rate == 44100 { // frames alternate between two lengths
		return 0, 0
	}
	length := dolbyKilobits[(h[4]&63)>>1] * 1000 / 8 * 1536 / rate
	n := s.size / length
	if last := s.full((n-1)*length, 5); n < 1 || last == nil || !bytes.Equal(last[:2], h[:2]) || last[4] != h[4] {
		return 0, 0
	}
	return n * 1536, rate
}

// matroskaTail is the number of bytes at the end of a Matroska file that are
// searched for its last cluster.
const matroskaTail = 1 << 20

// matroskaEnd returns the time of the last block of a Matroska file that was recorded
// without a length, 0 if it finds none (RFC 9559, 5.1.3 and 10).
func (s *source) matroskaEnd() time.Duration {
	scale := int64(time.Millisecond)
	head := s.peek(0, headLen)
	if i := bytes.Index(head, []byte("\x2A\xD7\xB1")); i >= 0 {
		if n, at := elementLen(head, i+3); n > 0 && n <= 4 && at+int(n) <= len(head) {
			scale = unsigned(head[at : at+int(n)])
		}
	}
	from := max(0, s.size-matroskaTail)
	b := s.load(from, s.size-from)
	i := bytes.LastIndex(b, []byte("\x1F\x43\xB6\x75"))
	if i < 0 || i+4 >= len(b) {
		return 0
	}
	_, at := elementLen(b, i+4)
	if b[i+4] == 0xFF || b[i+4] == 0x01 { // of unknown length, in one byte or eight
		at = i + 4 + map[byte]int{0xFF: 1, 0x01: 8}[b[i+4]]
	}
	var start, last int64
	for at < len(b) {
		kind := b[at]
		n, body := elementLen(b, at+1)
		if n < 0 || int64(len(b)-body) < n {
			break
		}
		content := b[body : body+int(n)]
		at = body + int(n)
		switch kind {
		case 0xE7: // the cluster's time
			start = unsigned(content)
		case 0xA0: // a group, which begins with its block
			if len(content) == 0 || content[0] != 0xA1 {
				continue
			}
			n, body := elementLen(content, 1)
			if n < 0 || int64(len(content)-body) < n {
				continue
			}
			content = content[body:]
			fallthrough
		case 0xA3: // a block: its track and its time relative to the cluster's
			if len(content) >= 3 {
				last = max(last, int64(int16(binary.BigEndian.Uint16(content[1:]))))
			}
		}
	}
	if start+last > int64(longest)/max(1, scale) {
		return 0
	}
	return time.Duration((start + last) * scale)
}

// unsigned returns an unsigned number of up to seven bytes.
func unsigned(b []byte) (n int64) {
	for _, c := range b[:min(len(b), 7)] {
		n = n<<8 | int64(c)
	}
	return n
}
