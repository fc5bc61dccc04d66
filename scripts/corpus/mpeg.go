package corpus

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
)

// mpegStream is a seed of MPEG layer III, as frames.
type mpegStream struct {
	frames [][]byte
	rate   int
	per    int // samples per frame
	chans  int
}

// Bit rates of layer III in kbit/s by index, and sample rates of MPEG-1.
var (
	mpegRates1 = []int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
	mpegRates2 = []int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
	mpegHertz  = []int{44100, 48000, 32000}
)

// mpegFrame parses a frame header; size is 0 if h is not one.
func mpegFrame(h []byte) (size, rate, per, chans int) {
	if len(h) < 4 || h[0] != 0xff || h[1]&0xe6 != 0xe2 || h[2]>>4 == 15 || h[2]>>2&3 == 3 {
		return
	}
	rates, shift := mpegRates1, 0
	per = 1152
	switch h[1] >> 3 & 3 {
	case 2:
		rates, shift, per = mpegRates2, 1, 576
	case 0:
		rates, shift, per = mpegRates2, 2, 576
	}
	rate = mpegHertz[h[2]>>2&3] >> shift
	chans = 2
	if h[3]>>6 == 3 {
		chans = 1
	}
	return per/8*rates[h[2]>>4]*1000/rate + int(h[2]>>1&1), rate, per, chans
}

func readMPEG(seed []byte) (*mpegStream, error) {
	s := &mpegStream{}
	for len(seed) >= 4 {
		size, rate, per, chans := mpegFrame(seed)
		if size == 0 {
			return nil, fmt.Errorf("read mp3 seed: no frame after %d", len(s.frames))
		}
		if size > len(seed) {
			break
		}
		s.frames = append(s.frames, seed[:size])
		s.rate, s.per, s.chans = rate, per, chans
		seed = seed[size:]
	}
	if len(s.frames) == 0 {
		return nil, fmt.Errorf("read mp3 seed: empty")
	}
	return s, nil
}

func (s *mpegStream) seconds(n int) float64 { return float64(n) * float64(s.per) / float64(s.rate) }

func (s *mpegStream) count(seconds float64) int {
	return max(2, int(seconds*float64(s.rate)/float64(s.per)))
}

// The kinds of header frame that state the length of an mp3.
const (
	noHeader = ""
	xing     = "Xing"
	info     = "Info" // Xing's name if the bit rate is constant
	vbri     = "VBRI" // Fraunhofer's header
)

// header returns a frame of silence with a Xing or VBRI header that states n frames and
// size bytes.
func (s *mpegStream) header(kind string, n, size int) []byte {
	head := [4]byte(s.frames[0][:4])
	head[1] |= 1    // no checksum
	head[2] &= 0x0d // keep the sample rate, no padding
	index := byte(1)
	for {
		head[2] = head[2]&0x0f | index<<4
		if length, _, _, _ := mpegFrame(head[:]); length >= 200 {
			break
		}
		index++
	}
	length, _, _, _ := mpegFrame(head[:])
	frame := make([]byte, length)
	copy(frame, head[:])
	if kind == vbri {
		at := frame[36:]
		copy(at, "VBRI")
		copy(at[4:], be16(1))
		copy(at[8:], be16(75)) // quality
		copy(at[10:], be32(size+length))
		copy(at[14:], be32(n))
		copy(at[18:], be16(1)) // one entry in its table of contents
		copy(at[20:], be16(1))
		copy(at[22:], be16(4))
		copy(at[24:], be16(n&0xffff))
		copy(at[26:], be32(size))
		return frame
	}
	side := map[[2]int]int{{1152, 1}: 17, {1152, 2}: 32, {576, 1}: 9, {576, 2}: 17}[[2]int{s.per, s.chans}]
	at := frame[4+side:]
	copy(at, kind)
	copy(at[4:], be32(7)) // frames, bytes, table of contents
	copy(at[8:], be32(n))
	copy(at[12:], be32(size+length))
	for i := range 100 {
		at[16+i] = byte(i * 256 / 100)
	}
	return frame
}

// writeMPEG writes a tag, a header frame of a kind, n frames of the stream and an end
// (an ID3v1 tag or nothing).
func writeMPEG(path string, s *mpegStream, n int, tag []byte, kind string, end []byte) error {
	size := 0
	for i := range n {
		size += len(s.frames[i%len(s.frames)])
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<18)
	w.Write(tag)
	if kind != noHeader {
		w.Write(s.header(kind, n, size))
	}
	for i := range n {
		w.Write(s.frames[i%len(s.frames)])
	}
	w.Write(end)
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// writeWAV writes the first seconds of the seed's samples (8-bit mono) with tags in an
// INFO list, and an ID3 tag if there is one.
func writeWAV(path string, seed []byte, seconds float64, infos [][2]string, tag []byte) (float64, error) {
	const rate, header = 8000, 44
	if len(seed) <= header {
		return 0, fmt.Errorf("read wav seed: too short")
	}
	n := int(seconds*rate) &^ 1
	list := []byte("INFO")
	for _, v := range infos {
		list = appendRIFF(list, v[0], append([]byte(v[1]), 0))
	}
	var body []byte
	body = append(body, "WAVE"...)
	le := binary.LittleEndian
	format := le.AppendUint16(nil, 1)
	format = le.AppendUint16(format, 1)
	format = le.AppendUint32(format, rate)
	format = le.AppendUint32(format, rate)
	format = le.AppendUint16(format, 1)
	format = le.AppendUint16(format, 8)
	body = appendRIFF(body, "fmt ", format)
	body = appendRIFF(body, "LIST", list)
	if tag != nil {
		body = appendRIFF(body, "id3 ", tag)
	}
	sound := seed[header:]
	data := make([]byte, 0, n)
	for len(data) < n {
		data = append(data, sound[:min(len(sound), n-len(data))]...)
	}
	body = appendRIFF(body, "data", data)
	return float64(n) / rate, os.WriteFile(path, appendRIFF(nil, "RIFF", body), 0o644)
}

func appendRIFF(out []byte, name string, body []byte) []byte {
	out = append(out, name...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(body)))
	out = append(out, body...)
	if len(body)%2 == 1 {
		out = append(out, 0)
	}
	return out
}
