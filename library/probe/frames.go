package probe

import "encoding/binary"

// frame is the header of an MPEG audio frame, or of an ADTS frame, which
// contains AAC.
type frame struct {
	length   int // bytes with the header; 0 in free format, where it is unknown
	padding  int // bytes of padding within length
	samples  int // per channel
	rate     int // hertz
	channels int // 0 if an ADTS frame has them in its data
	bits     int // per second; 0 in ADTS, which has no such field
	layer    int // 1 to 3; 0 for ADTS
	object   int // the AAC object type minus one, only in ADTS
	kind     uint32
}

const (
	// headerLen is the length of the longest header.
	headerLen = 7

	// mpegKind and adtsKind mask the bits of a header that are constant within a
	// file: sync word, version, layer and sample rate; in ADTS also the profile.
	mpegKind, adtsKind = 0xFFFE0C00, 0xFFF6FC00
)

// Tables of ISO/IEC 11172-3, 2.4.2.3, of 13818-3 for the lower sample rates,
// and of 14496-3, table 1.18. MPEG 2.5 halves the lower rates.
var (
	// kilobits is indexed by [lower sample rates][layer-1][index].
	kilobits = [2][3][16]int{
		{
			{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
			{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
			{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
		},
		{
			{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
			{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
			{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
		},
	}
	mpegRates = [3]int{44100, 48000, 32000}
	adtsRates = [13]int{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350}
)

// header parses the header at the beginning of b.
func header(b []byte) (frame, bool) {
	if len(b) < 4 || b[0] != 0xFF || b[1]&0xE0 != 0xE0 {
		return frame{}, false
	}
	h := binary.BigEndian.Uint32(b)
	version, layer := h>>19&3, 4-int(h>>17&3) // version 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
	if layer == 4 {
		return adtsHeader(h, b)
	}
	index, sampling := h>>12&15, h>>10&3
	if version == 1 || index == 15 || sampling == 3 {
		return frame{}, false
	}
	lower := 0 // 1: the lower sample rates
	if version != 3 {
		lower = 1
	}
	f := frame{
		rate: mpegRates[sampling] >> lower, bits: kilobits[lower][layer-1][index] * 1000,
		samples: 1152, channels: 2, layer: layer, kind: h & mpegKind,
	}
	if version == 0 {
		f.rate >>= 1
	}
	if h>>6&3 == 3 {
		f.channels = 1
	}
	slot := 1 // in bytes; layer I counts in units of four
	switch {
	case layer == 1:
		f.samples, slot = 384, 4
	case layer == 3 && lower == 1:
		f.samples = 576
	}
	f.padding = int(h>>9&1) * slot
	if f.bits > 0 {
		f.length = f.samples/8/slot*f.bits/f.rate*slot + f.padding
	}
	return f, true
}

// adtsHeader parses the header of an ADTS frame (14496-3, 1.A.2.2.1).
func adtsHeader(h uint32, b []byte) (frame, bool) {
	sampling := h >> 10 & 15
	if h&0xFFF60000 != 0xFFF00000 || int(sampling) >= len(adtsRates) || len(b) < headerLen {
		return frame{}, false
	}
	f := frame{
		length:  int(h&3)<<11 | int(b[4])<<3 | int(b[5])>>5,
		samples: 1024 * (1 + int(b[6]&3)),
		rate:    adtsRates[sampling], channels: int(h >> 6 & 7),
		object: int(h >> 14 & 3), kind: h & adtsKind,
	}
	if f.channels == 7 {
		f.channels = 8
	}
	return f, f.length > headerLen
}

// codec returns the codec of the frame.
func (f frame) codec() string {
	if f.layer > 0 {
		return [...]string{"MP1", "MP2", "MP3"}[f.layer-1]
	}
	return [...]string{"AAC-Main", "AAC-LC", "AAC-SSR", "AAC-LTP"}[f.object]
}
