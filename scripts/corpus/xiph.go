package corpus

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
)

// vorbisComment returns the comment block of FLAC, Vorbis and Opus.
func vorbisComment(comments [][2]string) []byte {
	const vendor = "lectern"
	le := binary.LittleEndian
	out := le.AppendUint32(nil, uint32(len(vendor)))
	out = append(out, vendor...)
	out = le.AppendUint32(out, uint32(len(comments)))
	for _, c := range comments {
		out = le.AppendUint32(out, uint32(len(c[0])+1+len(c[1])))
		out = append(append(append(out, c[0]...), '='), c[1]...)
	}
	return out
}

// pictureBlock returns the content of a FLAC picture block: the front cover.
func pictureBlock(p picture) []byte {
	return bytes.Join([][]byte{
		be32(3), be32(len(p.mime)), []byte(p.mime), be32(0),
		be32(p.width), be32(p.height), be32(24), be32(0), be32(len(p.data)), p.data,
	}, nil)
}

// pictureComment returns a cover as Ogg files store it.
func pictureComment(p picture) [2]string {
	return [2]string{"METADATA_BLOCK_PICTURE", base64.StdEncoding.EncodeToString(pictureBlock(p))}
}

// flacStream is a FLAC seed: its STREAMINFO, and where each frame begins.
type flacStream struct {
	info   []byte // 34 bytes
	sound  []byte
	starts []int // where each frame begins, and the end of the last
	rate   int
	block  int // samples per frame
	chans  int
}

func readFLAC(seed []byte) (*flacStream, error) {
	if len(seed) < 42 || string(seed[:4]) != "fLaC" {
		return nil, fmt.Errorf("read flac seed: not FLAC")
	}
	s := &flacStream{info: seed[8:42]}
	at := 4
	for last := false; !last && at+4 < len(seed); {
		last = seed[at]&0x80 != 0
		at += 4 + int(binary.BigEndian.Uint32(seed[at:])&0xffffff)
	}
	s.sound = seed[min(at, len(seed)):]
	s.block = int(binary.BigEndian.Uint16(s.info))
	s.rate = int(binary.BigEndian.Uint32(s.info[10:]) >> 12)
	s.chans = int(s.info[12]>>1&7) + 1
	for i := range len(s.sound) {
		if flacFrame(s.sound[i:], len(s.starts)) {
			s.starts = append(s.starts, i)
		}
	}
	if len(s.starts) < 2 || s.starts[0] != 0 {
		return nil, fmt.Errorf("read flac seed: no frames")
	}
	return s, nil
}

// flacFrame reports whether the frame with this number begins here: the sync code, the
// number and the checksum of the header must match.
func flacFrame(data []byte, number int) bool {
	if len(data) < 16 || data[0] != 0xff || data[1] != 0xf8 {
		return false
	}
	coded := []byte(string(rune(number)))
	if !bytes.HasPrefix(data[4:], coded) {
		return false
	}
	n := flacHeader(data[2:], len(coded))
	return sum8(data[:n]) == data[n]
}

// flacHeader returns the length of a frame header up to its checksum, from its third
// byte and the length of its number.
func flacHeader(codes []byte, number int) int {
	n := 4 + number
	switch codes[0] >> 4 {
	case 6:
		n++
	case 7:
		n += 2
	}
	switch codes[0] & 15 {
	case 12:
		n++
	case 13, 14:
		n += 2
	}
	return n
}

// sum8 and sum16 are FLAC's checksums of a header and of a frame.
func sum8(data []byte) (crc byte) {
	for _, b := range data {
		crc ^= b
		for range 8 {
			if crc&0x80 != 0 {
				crc = crc<<1 ^ 7
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}

func sum16(data []byte) (crc uint16) {
	for _, b := range data {
		crc = crc<<8 ^ flacTable[byte(crc>>8)^b]
	}
	return crc
}

// flacTable is sum16 of each byte: polynomial 0x8005, not reflected.
var flacTable = func() (t [256]uint16) {
	for i := range t {
		r := uint16(i) << 8
		for range 8 {
			if r&0x8000 != 0 {
				r = r<<1 ^ 0x8005
			} else {
				r <<= 1
			}
		}
		t[i] = r
	}
	return t
}()

// writeFLAC writes as many frames as fit into seconds. If the seed is shorter, its
// frames repeat.
func writeFLAC(path string, s *flacStream, seconds float64, comment []byte, cover *picture) (float64, error) {
	n := max(1, int(seconds*float64(s.rate)/float64(s.block)))
	samples := n * s.block
	out := append([]byte("fLaC"), 0, 0, 0, 34)
	stream := bytes.Clone(s.info)
	stream[13] &= 0xf0 // there are never 2^32 samples or more
	copy(stream[14:], be32(samples))
	clear(stream[18:]) // no checksum of the audio
	out = append(out, stream...)
	blocks := [][2][]byte{{{4}, comment}}
	if cover != nil {
		blocks = append(blocks, [2][]byte{{6}, pictureBlock(*cover)})
	}
	blocks = append(blocks, [2][]byte{{1 | 0x80}, make([]byte, 512)})
	for _, b := range blocks {
		size := be32(len(b[1]))
		out = append(append(append(out, b[0]...), size[1:]...), b[1]...)
	}
	for i := range n {
		out = s.appendFrame(out, i)
	}
	return float64(samples) / float64(s.rate), os.WriteFile(path, out, 0o644)
}

// appendFrame appends frame i of the endless stream. When the seed repeats, the frame
// gets a new number and new checksums.
func (s *flacStream) appendFrame(out []byte, i int) []byte {
	k := i % (len(s.starts) - 1)
	frame := s.sound[s.starts[k]:s.starts[k+1]]
	if i == k {
		return append(out, frame...)
	}
	begin := len(out)
	old := len(string(rune(k)))
	head := flacHeader(frame[2:], old)
	out = append(out, frame[:4]...)
	out = append(out, string(rune(i))...)
	out = append(out, frame[4+old:head]...)
	out = append(out, sum8(out[begin:]))
	out = append(out, frame[head+1:len(frame)-2]...)
	return binary.BigEndian.AppendUint16(out, sum16(out[begin:]))
}

// oggStream is an Ogg seed: the packets before the audio, and the pages of audio.
type oggStream struct {
	heads [][]byte // identification, comment, and setup for Vorbis
	pages [][]byte // pages of audio
	rate  int      // of granule positions
	skip  int      // samples to drop at the start
	hertz int      // the sample rate that a reader should report
	chans int
	codec string
}

func readOgg(seed []byte, heads int, codec string) (*oggStream, error) {
	s := &oggStream{codec: codec}
	var packet []byte
	for len(seed) >= 27 {
		lacing := int(seed[26])
		size := 27 + lacing
		for _, n := range seed[27 : 27+lacing] {
			size += int(n)
		}
		if len(s.heads) == heads {
			s.pages = append(s.pages, seed[:size])
		} else {
			at := 27 + lacing
			for _, n := range seed[27 : 27+lacing] {
				packet = append(packet, seed[at:at+int(n)]...)
				at += int(n)
				if n < 255 {
					s.heads = append(s.heads, packet)
					packet = nil
				}
			}
		}
		seed = seed[size:]
	}
	if len(s.heads) != heads || len(s.pages) < 2 {
		return nil, fmt.Errorf("read %s seed: %d headers, %d pages", codec, len(s.heads), len(s.pages))
	}
	s.pages = s.pages[:len(s.pages)-1] // the last page may end early
	if codec == "Opus" {
		s.rate, s.hertz = 48000, 48000
		s.chans = int(s.heads[0][9])
		s.skip = int(binary.LittleEndian.Uint16(s.heads[0][10:]))
	} else {
		s.chans = int(s.heads[0][11])
		s.rate = int(binary.LittleEndian.Uint32(s.heads[0][12:]))
		s.hertz = s.rate
	}
	return s, nil
}

func granule(page []byte) int { return int(binary.LittleEndian.Uint64(page[6:])) }

// writeOgg writes whole pages up to a length, with its own comment header. If the seed
// is too short, the audio repeats.
func writeOgg(path string, s *oggStream, seconds float64, comments [][2]string) (float64, error) {
	intro := []byte("\x03vorbis")
	end := []byte{1}
	if s.codec == "Opus" {
		intro, end = []byte("OpusTags"), nil
	}
	const serial = 0x4c454354
	number := 0
	var out []byte
	page := func(flags byte, position int, lacing, body []byte) {
		p := append([]byte("OggS\x00"), flags)
		p = binary.LittleEndian.AppendUint64(p, uint64(position))
		p = binary.LittleEndian.AppendUint32(p, serial)
		p = binary.LittleEndian.AppendUint32(p, uint32(number))
		p = append(append(p, 0, 0, 0, 0, byte(len(lacing))), lacing...)
		p = append(p, body...)
		binary.LittleEndian.PutUint32(p[22:], oggSum(p))
		number++
		out = append(out, p...)
	}
	paginate := func(packets ...[]byte) {
		var lacing, body []byte
		for _, p := range packets {
			for range len(p) / 255 {
				lacing = append(lacing, 255)
			}
			lacing = append(lacing, byte(len(p)%255))
			body = append(body, p...)
		}
		first, open := number == 0, false
		for len(lacing) > 0 {
			n := min(len(lacing), 255)
			size, flags, position := 0, byte(0), -1
			for _, l := range lacing[:n] {
				size += int(l)
				if l < 255 {
					position = 0
				}
			}
			if first {
				flags = 2
			} else if open {
				flags = 1
			}
			open = lacing[n-1] == 255
			page(flags, position, lacing[:n], body[:size])
			lacing, body, first = lacing[n:], body[size:], false
		}
	}
	paginate(s.heads[0])
	tags := append(append(bytes.Clone(intro), vorbisComment(comments)...), end...)
	paginate(append([][]byte{tags}, s.heads[2:]...)...)

	target := int(seconds*float64(s.rate)) + s.skip
	base, position := 0, 0
	for i := 0; ; i++ {
		p := s.pages[i%len(s.pages)]
		if i > 0 && i%len(s.pages) == 0 {
			base = position
		}
		position = base + granule(p)
		flags := byte(0)
		if position >= target {
			flags = 4 // end of the stream
		}
		n := 27 + int(p[26])
		page(flags, position, p[27:n], p[n:])
		if flags != 0 {
			break
		}
	}
	return float64(position-s.skip) / float64(s.rate), os.WriteFile(path, out, 0o644)
}

// oggTable is the checksum of each byte: polynomial 0x04c11db7, not reflected.
var oggTable = func() (t [256]uint32) {
	for i := range t {
		r := uint32(i) << 24
		for range 8 {
			if r&(1<<31) != 0 {
				r = r<<1 ^ 0x04c11db7
			} else {
				r <<= 1
			}
		}
		t[i] = r
	}
	return t
}()

func oggSum(page []byte) uint32 {
	var r uint32
	for _, b := range page {
		r = r<<8 ^ oggTable[byte(r>>24)^b]
	}
	return r
}
