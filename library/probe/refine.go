package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"time"

	"lectern/library/book"
)

// refine improves ffprobe's answer from the file itself: the APE and ID3 tags of formats
// that only ffprobe reads, because ffprobe returns only the first of several values, and
// the length where ffprobe estimates it from the bit rate or does not know it. It reports
// whether the file lacks audio that ffprobe does not miss.
func refine(ctx context.Context, f *book.File, m *book.Media) (short bool) {
	file, size, err := openRegular(f.Path)
	if err != nil {
		return false
	}
	defer file.Close()
	s := newSource(file, size)
	defer s.close()
	s.ended = ctx.Err
	s.refineTags(ctx, m)
	short = s.refineLength(ctx, m)
	m.BitRate = overall(size, m.Duration)
	if m.Estimated {
		if length, estimated := s.lengthOf(ctx, f, m); length > 0 && s.err == nil {
			m.Duration, m.Estimated, m.BitRate = length, estimated, overall(size, length)
		}
	}
	return short
}

// refineTags adds the tags that ffprobe does not return.
func (s *source) refineTags(ctx context.Context, m *book.Media) {
	switch m.Container {
	case "mp3", "flac", "ogg":
		return // Native reads their tags
	}
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

// refineLength corrects the length of a file that is cut off, or whose length ffprobe does
// not know. It reports whether the file is cut off.
func (s *source) refineLength(ctx context.Context, m *book.Media) (short bool) {
	samples, short := s.present(ctx, m)
	switch {
	case samples > 0 && (short || m.Duration == 0):
		m.Duration, m.Estimated = playing(samples, int64(m.SampleRate)), false
	case m.Container == "matroska" && m.Duration == 0:
		m.Duration, m.Estimated = s.matroskaEnd(), true
	case m.Container == "matroska" && matroskaExtent(s.peek(0, headLen)) > s.size:
		if end := s.matroskaEnd(); end > 0 {
			m.Duration = min(m.Duration, end)
		}
	case m.Container == "loas" && m.Duration == 0:
		m.Duration, m.Estimated = s.latmLength(m), true
	}
	return short
}

// lengthOf returns a better length than the one that ffprobe estimates, 0 if there is none.
func (s *source) lengthOf(ctx context.Context, f *book.File, m *book.Media) (length time.Duration, estimated bool) {
	switch m.Container {
	case "aac", "mp3":
		if z, ok := findSound(s, passTags(s, 0), s.size, s.size); ok {
			z.end = readTrailer(s, z.at).end
			length, _ = z.without(ctx, s) // counted once the program is idle
			return length, true
		}
	case "dsf": // a header of 28 bytes, then the format (DSF File Format Specification 1.01)
		if h := s.full(28, 52); string(h[:min(4, len(h))]) == "fmt " {
			le := binary.LittleEndian
			return playing(clamp(le.Uint64(h[36:])), int64(le.Uint32(h[28:]))), false
		}
	case "caf":
		if own, _ := readCAF(ctx, s, f); own != nil && !own.Estimated {
			return own.Duration, false
		}
	case "amr":
		return s.amrLength()
	case "ac3":
		if samples, rate := s.dolbySamples(); samples > 0 {
			return playing(samples, rate), false
		}
	}
	return 0, true
}

// The lengths of the frames of AMR by mode, with the byte that says the mode, and the first
// lines of files of one channel (RFC 4867, 5; 3GPP TS 26.101 and 26.201). Modes that are
// missing have only that byte.
var amrFrames = map[string][]int64{
	"#!AMR\n":    {13, 14, 16, 18, 20, 21, 27, 32, 6},
	"#!AMR-WB\n": {18, 24, 33, 37, 41, 47, 51, 59, 61, 6},
}

const (
	amrFrame = 20 * time.Millisecond
	// amrLook is how much of an AMR file is read, in bytes: at least 22 minutes of speech.
	amrLook = 4 << 20
)

// amrLength counts the frames of an AMR file, or of the beginning of a long one, which the
// others are taken to be like. The length is 0 if there are none.
func (s *source) amrLength() (length time.Duration, estimated bool) {
	for mark, lengths := range amrFrames {
		first := int64(len(mark))
		if string(s.peek(0, len(mark))) != mark {
			continue
		}
		frames, at := int64(0), first
		for at < min(s.size, amrLook) {
			h := s.peek(at, 1)
			if len(h) == 0 {
				return 0, true
			}
			n := int64(1)
			if mode := int(h[0] >> 3 & 15); mode < len(lengths) {
				n = lengths[mode]
			}
			at += n
			frames++
		}
		if at >= s.size {
			return time.Duration(frames) * amrFrame, false
		}
		return within(amrFrame.Seconds() * float64(frames) * float64(s.size-first) / float64(at-first)), true
	}
	return 0, true
}

// latmFrames is how many frames at each spot of a LATM stream are measured.
const latmFrames = 256

// latmLength estimates the length of a LATM stream in LOAS from the average size of its
// frames, at the beginning and in the middle (ISO/IEC 14496-3, 1.7.2). It returns 0 if
// there are no frames.
func (s *source) latmLength(m *book.Media) time.Duration {
	frames, bytes := int64(0), int64(0)
	first := passTags(s, 0)
	for _, from := range [...]int64{first, (first + s.size) / 2} {
		at := from
		for range min(windowLen, s.size-at) { // to the next frame, after which there is another
			if s.isLATM(at) {
				break
			}
			at++
		}
		for range latmFrames {
			n := s.latmFrame(at)
			if n == 0 || n > s.size-at {
				break
			}
			at += n
			frames, bytes = frames+1, bytes+n
		}
	}
	samples := int64(1024)
	if strings.HasPrefix(m.Codec, "HE-") {
		samples = 2048
	}
	if frames == 0 {
		return 0
	}
	return playing((s.size-first)*frames/bytes*samples, int64(m.SampleRate))
}

// isLATM reports whether a frame is at an offset, and another or the end of the file
// after it.
func (s *source) isLATM(at int64) bool {
	n := s.latmFrame(at)
	return n > 0 && (at+n == s.size || s.latmFrame(at+n) > 0)
}

// latmFrame returns the size of the frame at an offset, 0 if there is none: 11 bits of a
// sync word and 13 bits of the length after them.
func (s *source) latmFrame(at int64) int64 {
	h := s.full(at, 3)
	if h == nil || h[0] != 0x56 || h[1]&0xE0 != 0xE0 {
		return 0
	}
	return 3 + int64(h[1]&0x1F)<<8 + int64(h[2])
}

// foreign reads the tags of a file in a format that only ffprobe reads: those of
// Matroska, APE and ID3. APE tags win over ID3: they are native to most of these
// formats. ID3 is at the beginning, in DSF where its header says (DSF File Format
// Specification 1.01). length is that of the audio.
func (s *source) foreign(ctx context.Context, length time.Duration) *book.Media {
	m := &book.Media{}
	if string(s.peek(0, len(ebml))) == ebml {
		tags, cover, chapters := s.matroskaTags(ctx)
		m.Tags, m.Cover = s.tell(ffprobeDialect, tags), cover
		if m.Chapters = orderChapters(chapters, length); len(m.Chapters) == 0 {
			m.Chapters = sheetChapters(tags[cueSheet], length)
		}
		return m
	}
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
