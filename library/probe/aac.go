package probe

import (
	"bytes"
	"encoding/binary"
)

// The MPEG-4 descriptors that lead to a decoder's configuration (ISO/IEC
// 14496-1, 7.2.6).
const (
	streamDescriptor  = 0x03
	decoderDescriptor = 0x04
	specificInfo      = 0x05
)

// elementary reads the content of an esds box: the codec, and the configuration
// of AAC.
func (d *mp4Sound) elementary(h []byte) {
	if len(h) < 4 {
		return
	}
	tag, body, _ := descriptor(h[4:])
	if tag == streamDescriptor {
		if len(body) < 3 {
			return
		}
		flags := body[2]
		body = body[3:]
		if flags&0x80 != 0 { // depends on another stream
			body = body[min(2, len(body)):]
		}
		if flags&0x40 != 0 && len(body) > 0 { // has a URL
			body = body[min(1+int(body[0]), len(body)):]
		}
		if flags&0x20 != 0 { // has a clock reference
			body = body[min(2, len(body)):]
		}
		tag, body, _ = descriptor(body)
	}
	if tag != decoderDescriptor || len(body) < 13 {
		return
	}
	word, known := objectTypes[body[0]]
	if !known {
		return
	}
	d.codec = word
	tag, config, _ := descriptor(body[13:])
	if tag != specificInfo {
		return
	}
	switch body[0] {
	case 0x40, 0x66, 0x67, 0x68:
		d.configure(config)
	case 0xDD:
		// The laced headers of Vorbis. The first has the channels and the rate after
		// its version (Vorbis I, 4.2.2).
		if at := bytes.Index(config, []byte("\x01vorbis")); at >= 0 && len(config) >= at+16 {
			d.channels = int(config[at+11])
			d.setRate(int(binary.LittleEndian.Uint32(config[at+12:])))
		}
	}
}

// descriptor splits off the first descriptor and returns its tag, its content,
// as far as it exists, and the rest. The length has up to four bytes of 7 bits.
func descriptor(b []byte) (tag byte, body, rest []byte) {
	if len(b) < 2 {
		return 0, nil, nil
	}
	tag, b = b[0], b[1:]
	n := 0
	for i := 0; i < 4 && len(b) > 0; i++ {
		c := b[0]
		b = b[1:]
		n = n<<7 | int(c&0x7F)
		if c&0x80 == 0 {
			break
		}
	}
	n = min(n, len(b))
	return tag, b[:n], b[n:]
}

// bitString reads bits, the most significant first. Bits beyond the end are 0.
type bitString struct {
	b    []byte
	at   int  // in bits
	over bool // bits beyond the end were read
}

func (s *bitString) left() int { return 8*len(s.b) - s.at }

func (s *bitString) take(n int) int {
	v := 0
	for range n {
		v <<= 1
		if s.at < 8*len(s.b) {
			v |= int(s.b[s.at>>3]>>(7-s.at&7)) & 1
		} else {
			s.over = true
		}
		s.at++
	}
	return v
}

func (s *bitString) peek(n int) int {
	ahead := *s
	return ahead.take(n)
}

// Audio object types (ISO/IEC 14496-3, 1.5.1).
const (
	aotMain   = 1
	aotLC     = 2
	aotSSR    = 3
	aotLTP    = 4
	aotSBR    = 5
	aotLayer1 = 32
	aotLayer3 = 34
	aotPS     = 29
	aotLD     = 23
	aotALS    = 36
	aotELD    = 39
	aotUSAC   = 42
)

// aacRates are sampling rates by index. Index 15 means that the rate follows.
var aacRates = [16]int{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350}

// aacChannels are numbers of channels by configuration.
var aacChannels = [16]int{0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8}

func objectType(s *bitString) int {
	t := s.take(5)
	if t == 31 {
		t = 32 + s.take(6)
	}
	return t
}

func aacRate(s *bitString) int {
	i := s.take(4)
	if i == 15 {
		return s.take(24)
	}
	return aacRates[i]
}

// The sync words of extensions that encoders append (ISO/IEC 14496-3, 1.6.6.1):
// spectral band replication, and within it parametric stereo.
const (
	syncSBR = 0x2B7
	syncPS  = 0x548
)

// configure reads an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). It reports the
// rate and the channels as a decoder with spectral band replication and parametric
// stereo gives them.
func (d *mp4Sound) configure(config []byte) {
	s := &bitString{b: config}
	object := objectType(s)
	rate := aacRate(s)
	layout := s.take(4)
	if s.over {
		return
	}
	sbr, ps := false, false
	out := rate
	if object == aotSBR || object == aotPS {
		sbr, ps = true, object == aotPS
		out = aacRate(s)
		if object = objectType(s); object == 22 { // error resilient BSAC
			layout = s.take(4)
		}
	}
	channels := aacChannels[layout]
	switch object {
	case aotUSAC:
		r, c := usac(s)
		if rate == 0 {
			out = r
		}
		if channels == 0 {
			channels = c
		}
	case aotMain, aotLC, aotSSR, aotLTP:
		if layout == 0 {
			channels = programChannels(*s)
		}
	}
	for !sbr && object != aotUSAC && s.left() > 15 {
		if s.peek(11) != syncSBR {
			s.take(1)
			continue
		}
		s.take(11)
		if objectType(s) == aotSBR && s.take(1) == 1 {
			if r := aacRate(s); r > rate && !s.over {
				sbr, out = true, r
			}
			ps = sbr && s.left() >= 12 && s.take(11) == syncPS && s.take(1) == 1
		}
		break
	}
	d.setRate(out)
	if ps && channels == 1 {
		channels = 2
	}
	if channels > 0 {
		d.channels = channels
	}
	d.codec = aacWord(object, sbr, ps)
}

// aacWord returns the user's word for an object type.
func aacWord(object int, sbr, ps bool) string {
	switch {
	case object == aotLC && ps:
		return "HE-AACv2"
	case object == aotLC && sbr:
		return "HE-AAC"
	case object >= aotLayer1 && object <= aotLayer3:
		return "MP3ON4" // ffmpeg's name
	}
	switch object {
	case aotMain:
		return "AAC-Main"
	case aotLC:
		return "AAC-LC"
	case aotSSR:
		return "AAC-SSR"
	case aotLTP:
		return "AAC-LTP"
	case aotLD:
		return "AAC-LD"
	case aotELD:
		return "AAC-ELD"
	case aotALS:
		return "MP4ALS"
	case aotUSAC:
		return "xHE-AAC"
	default:
		return "AAC"
	}
}

// programChannels counts the channels in a program configuration, which comes
// after three flags (ISO/IEC 14496-3, 4.4.1 and 4.5.1.1).
func programChannels(s bitString) int {
	s.take(1)
	if s.take(1) == 1 { // depends on a core coder
		s.take(14)
	}
	s.take(1)
	_, _, channels := program(&s)
	return channels
}

// program reads a program configuration.
func program(s *bitString) (object, rate, channels int) {
	s.take(4)
	object, rate = s.take(2)+1, aacRates[s.take(4)]
	speakers := s.take(4) + s.take(4) + s.take(4)
	low := s.take(2)
	others := s.take(3)
	coupled := s.take(4)
	_, _ = others, coupled // not output by themselves
	if s.take(1) == 1 {
		s.take(4)
	}
	if s.take(1) == 1 {
		s.take(4)
	}
	if s.take(1) == 1 {
		s.take(3)
	}
	channels = low
	for range speakers {
		channels += 1 + s.take(1) // a single channel or a pair
		s.take(4)
	}
	if s.over {
		return 0, 0, 0
	}
	return object, rate, channels
}

// usacRates are the sampling rates of USAC by index. Index 31 means that the
// rate follows (ISO/IEC 23003-3, 6.1.1.1).
var usacRates = [32]int{
	96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350, 0, 0,
	57600, 51200, 40000, 38400, 34150, 28800, 25600, 20000, 19200, 17075, 14400, 12800, 9600,
}

// usac reads the beginning of a UsacConfig.
func usac(s *bitString) (rate, channels int) {
	i := s.take(5)
	if rate = usacRates[i]; i == 31 {
		rate = s.take(24)
	}
	s.take(3)
	if layout := s.take(5); layout < len(aacChannels) {
		channels = aacChannels[layout]
	}
	if s.over {
		return 0, 0
	}
	return rate, channels
}
