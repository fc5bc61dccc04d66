package probe

import (
	"encoding/binary"
	"math"
)

const (
	// describedLen is the number of bytes of a codec's own description that are
	// examined. The descriptors of MPEG-4 take 40 bytes.
	describedLen = 1 << 10

	// maxRate is above any sampling rate in use, in hertz.
	maxRate = 1 << 24

	// maxChannels is above any number of channels in use.
	maxChannels = 1 << 8
)

// mp4Sound is the content of an audio sample description.
type mp4Sound struct {
	codec     string
	rate      int // hertz
	channels  int
	protected bool
}

// mp4Codecs maps types of sample descriptions to codecs. For mp4a, the
// descriptor in it names the codec.
var mp4Codecs = map[string]string{
	"mp4a": "AAC", "aac ": "AAC", "alac": "ALAC", "Opus": "Opus", "fLaC": "FLAC", "spex": "Speex",
	".mp1": "MP1", ".mp2": "MP2", ".mp3": "MP3", "mp3 ": "MP3", "ac-3": "AC-3", "sac3": "AC-3", "ec-3": "E-AC-3", "ac-4": "AC4",
	"samr": "AMR", "sawb": "AMR-WB", "agsm": "GSM", "Qclp": "QCELP", "sqcp": "QCELP", "QDM2": "QDM2", "QDMC": "QDMC",
	"MAC3": "MACE3", "MAC6": "MACE6", "dtsc": "DTS", "dtsh": "DTS", "dtsl": "DTS", "dtse": "DTS", "mlpa": "TRUEHD",
	"twos": "PCM", "sowt": "PCM", "lpcm": "PCM", "in24": "PCM", "in32": "PCM", "fl32": "PCM", "fl64": "PCM", "42ni": "PCM",
	"raw ": "PCM", "NONE": "PCM", "ulaw": "PCM", "alaw": "PCM", "ipcm": "PCM", "fpcm": "PCM", "ima4": "ADPCM",
	"enca": "AAC", "drms": "AAC", "aavd": "AAC",
	// Microsoft's format tags.
	"ms\x00\x01": "PCM", "ms\x00\x02": "ADPCM", "ms\x00\x06": "PCM", "ms\x00\x07": "PCM", "ms\x00\x11": "ADPCM",
	"ms\x00\x50": "MP2", "ms\x00\x55": "MP3", "ms\x01\x60": "WMA", "ms\x01\x61": "WMA", "ms\x20\x00": "AC-3",
}

// objectTypes maps the object types of a decoder configuration (MP4
// Registration Authority) to codecs. The first four are AAC.
var objectTypes = map[byte]string{
	0x40: "AAC", 0x66: "AAC-Main", 0x67: "AAC-LC", 0x68: "AAC-SSR", 0x69: "MP3", 0x6B: "MP3",
	0xA5: "AC-3", 0xA6: "E-AC-3", 0xA9: "DTS", 0xAA: "DTS", 0xAB: "DTS", 0xAC: "DTS", 0xAD: "Opus",
	0xC1: "FLAC", 0xD1: "QCELP", 0xDD: "Vorbis", 0xE1: "QCELP",
}

// describe reads the first sample description of a track (ISO/IEC 14496-12,
// 12.2.3; QuickTime File Format, sound sample descriptions 0 to 2).
func (r *mp4) describe(t *mp4Track) mp4Sound {
	stsd := r.tablesOf(t).description
	entry, ok := r.box(stsd.at+8, stsd.end)
	if !ok || stsd.end == 0 {
		return mp4Sound{}
	}
	h := r.peek(entry.at, int(min(entry.len(), 64)))
	word, known := mp4Codecs[string(entry.kind[:])]
	if !known || len(h) < 28 {
		return mp4Sound{}
	}
	d := mp4Sound{codec: word}
	switch string(entry.kind[:]) {
	case "enca", "drms", "aavd": // Common Encryption, FairPlay, Audible
		d.protected = true
	}
	be := binary.BigEndian
	d.channels, d.rate = int(be.Uint16(h[16:])), int(be.Uint16(h[24:]))
	pack := mp4Pack{1, int64(d.channels) * int64(be.Uint16(h[18:])) / 8}
	inner := int64(28)
	switch be.Uint16(h[8:]) {
	case 1:
		// ISO's version 1 has the same fields as its version 0; QuickTime's has four
		// more. The data after them shows which one it is.
		if b, ok := r.box(entry.at+28, entry.end); !ok || b.cut || !isLetters(b.kind) {
			inner = 44
			pack = mp4Pack{}
			if len(h) >= 40 && be.Uint32(h[28:]) > 0 {
				pack = mp4Pack{int64(be.Uint32(h[28:])), int64(be.Uint32(h[36:]))}
			}
		}
	case 2:
		pack = mp4Pack{}
		if len(h) < 48 {
			return mp4Sound{}
		}
		d.rate = rateOf(math.Float64frombits(be.Uint64(h[32:])))
		d.channels = int(min(be.Uint32(h[40:]), maxChannels))
		if inner = int64(be.Uint32(h[28:])) - 8; inner < 64 {
			inner = 64
		}
	}
	if f := r.tablesOf(t); f.each == 1 && (inner == 44 || word == "PCM") {
		f.pack = pack
	}
	r.extend(entry.at+inner, entry.end, &d, 0)
	switch d.codec {
	case "MP1", "MP2", "MP3": // wrong in the description: muxers always write 2 channels
		if at, _ := r.firstSample(t); at > 0 && !d.protected {
			if f, ok := header(r.spot(at, headerLen)); ok && f.layer > 0 {
				d.codec, d.rate, d.channels = f.codec(), f.rate, f.channels
			}
		}
	case "AMR": // fixed by 3GPP TS 26.244, whatever the description says
		d.rate, d.channels = 8000, 1
	case "AMR-WB":
		d.rate, d.channels = 16000, 1
	case "Opus": // the only output rate (Opus in ISOBMFF, 4.3)
		d.rate = 48000
	}
	if d.rate == 0 && t.scale > 1 && t.scale < maxRate {
		d.rate = int(t.scale)
	}
	d.channels = min(d.channels, maxChannels)
	return d
}

// isLetters reports whether a box type consists of the characters that types
// have: letters, digits and a few others.
func isLetters(kind [4]byte) bool {
	for _, c := range kind {
		if (c < ' ' || c > '~') && c != 0xA9 {
			return false
		}
	}
	return true
}

// rateOf converts a number to a sampling rate, or to 0 if it is out of range.
func rateOf(f float64) int {
	if !(f >= 1 && f <= maxRate) {
		return 0
	}
	return int(math.Round(f))
}

// extend reads the boxes after a sample description that belong to the codec.
// QuickTime puts them into a box named wave.
func (r *mp4) extend(at, end int64, d *mp4Sound, depth int) {
	for b := range r.boxes(at, end) {
		switch string(b.kind[:]) {
		case "wave":
			if depth == 0 {
				r.extend(b.at, b.end, d, 1)
			}
		case "esds":
			d.elementary(r.peek(b.at, int(min(b.len(), describedLen))))
		case "sinf":
			frma := r.child(b, "frma")
			if h := r.full(frma.at, 4); h != nil && frma.len() >= 4 {
				if word, ok := mp4Codecs[string(h)]; ok && d.codec == "AAC" {
					d.codec = word
				}
			}
		case "alac":
			d.lossless(r.peek(b.at, int(min(b.len(), describedLen))))
		case "dOps":
			if h := r.full(b.at, 2); h != nil && h[1] > 0 {
				d.channels = int(h[1])
			}
		case "dfLa":
			// A full box with a block header and STREAMINFO. After ten bytes, it has 20
			// bits of rate and 3 bits of channels minus one (RFC 9639, 8.2).
			if h := r.full(b.at, 22); h != nil && h[4]&0x7F == 0 {
				d.setRate(int(binary.BigEndian.Uint32(h[18:]) >> 12))
				d.channels = int(h[20]>>1&7) + 1
			}
		case "dac3": // rate: 2 bits; version: 5; 3 others; mode: 3; low frequencies: 1 (ETSI TS 102 366, F.4)
			if h := r.full(b.at, 2); h != nil {
				d.dolby(h[0]>>6, h[1]>>3&7, h[1]>>2&1)
				if version := h[0] >> 1 & 31; version > 8 { // 9 and 10 have a half and a quarter of the rate
					d.rate >>= min(version-8, 2)
				}
			}
		case "dec3": // two bytes; rate: 2 bits; 10 others; mode: 3; low frequencies: 1 (F.6)
			if h := r.full(b.at, 4); h != nil {
				d.dolby(h[2]>>6, h[3]>>1&7, h[3]&1)
			}
		}
	}
}

func (d *mp4Sound) setRate(rate int) {
	if rate > 0 && rate <= maxRate {
		d.rate = rate
	}
}

// lossless reads Apple's cookie for ALAC: a version, then the rate and the
// channels, which can exceed the limits of the description.
func (d *mp4Sound) lossless(h []byte) {
	if len(h) < 28 {
		return
	}
	h = h[4:]
	if h[9] > 0 {
		d.channels = int(h[9])
	}
	d.setRate(int(binary.BigEndian.Uint32(h[20:])))
}

// The sampling rates of AC-3, and its channels by audio coding mode (ETSI TS
// 102 366, 4.4.1.3 and 4.4.2.3).
var (
	dolbyRates    = [4]int{48000, 44100, 32000, 0}
	dolbyChannels = [8]int{2, 1, 2, 3, 3, 4, 4, 5}
)

func (d *mp4Sound) dolby(rate, mode, low byte) {
	d.setRate(dolbyRates[rate&3])
	d.channels = dolbyChannels[mode&7] + int(low)
}
