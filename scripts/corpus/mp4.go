package corpus

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"
)

// mp4Stream is the one audio track of an MP4 file, as packets.
type mp4Stream struct {
	entry   []byte   // the sample description, a box in stsd
	sizes   []uint32 // of each packet
	packets []byte   // one after another
	rate    int      // of the audio, and the track's time scale
	frame   int      // samples of audio per packet
	chans   int
	codec   string
}

// mp4Shape is the layout of an MP4 file, apart from its tags.
type mp4Shape struct {
	brand     string // "M4B ", "M4A ", "aax "
	moovFirst bool
	wide      bool // 64-bit chunk offsets
	edit      bool // an edit list that skips the encoder's first packet
	nero, qt  bool // which kinds of chapters are written
	free      int  // bytes of padding after moov
	// bitRate, in bits per second, makes a book for demos. Its chunks repeat
	// those of the seed, and a hole makes the file as large as a real book at this bit
	// rate, so the file has the right size and length but takes no space on the disk.
	// Zero stores each packet.
	bitRate int
}

// packetsPerChunk is what common encoders write: about half a second.
const packetsPerChunk = 22

// chapterScale is the time scale of chapter tracks: milliseconds.
const chapterScale = 1000

func be32(v int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(v)) }
func be16(v int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(v)) }

// box returns an MP4 box with these parts. "©" in the name becomes one byte.
func box(name string, parts ...[]byte) []byte {
	n := 8
	for _, p := range parts {
		n += len(p)
	}
	out := make([]byte, 0, n)
	out = append(out, be32(n)...)
	out = append(out, fourcc(name)...)
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func fourcc(name string) string { return strings.Replace(name, "©", "\xa9", 1) }

// findBox returns the content of the first box at the path, nil if there is none.
func findBox(data []byte, path ...string) []byte {
	for len(data) >= 8 {
		n := int(binary.BigEndian.Uint32(data))
		if n < 8 || n > len(data) {
			return nil
		}
		if string(data[4:8]) == path[0] {
			if len(path) == 1 {
				return data[8:n]
			}
			return findBox(data[8:n], path[1:]...)
		}
		data = data[n:]
	}
	return nil
}

// readMP4 reads the packets of a seed that ffmpeg made: one audio track, and one mdat
// in order.
func readMP4(seed []byte, codec string, chans int) (*mp4Stream, error) {
	stbl := findBox(seed, "moov", "trak", "mdia", "minf", "stbl")
	stsd, stsz, stts := findBox(stbl, "stsd"), findBox(stbl, "stsz"), findBox(stbl, "stts")
	mdhd := findBox(seed, "moov", "trak", "mdia", "mdhd")
	if len(stsd) < 44 || len(stsz) < 12 || len(stts) < 16 || len(mdhd) < 24 {
		return nil, fmt.Errorf("read mp4 seed: no sample tables")
	}
	s := &mp4Stream{
		entry: stsd[8:], packets: findBox(seed, "mdat"), codec: codec,
		rate: int(binary.BigEndian.Uint32(mdhd[12:])), frame: int(binary.BigEndian.Uint32(stts[12:])),
		chans: chans,
	}
	total := 0
	for t := stsz[12:]; len(t) >= 4; t = t[4:] {
		size := binary.BigEndian.Uint32(t)
		s.sizes = append(s.sizes, size)
		total += int(size)
	}
	// The last packet may be short. It is left out, so that the others can be repeated.
	last := len(s.sizes) - 1
	if last < 1 || total != len(s.packets) {
		return nil, fmt.Errorf("read mp4 seed: %d bytes of packets in %d", total, len(s.packets))
	}
	s.packets = s.packets[:total-int(s.sizes[last])]
	s.sizes = s.sizes[:last]
	return s, nil
}

// protect returns the stream as Audible stores it: the same packets under a name that
// says they are encrypted.
func (s *mp4Stream) protect() *mp4Stream {
	p := *s
	p.entry = append([]byte(nil), s.entry...)
	copy(p.entry[4:8], "aavd")
	return &p
}

// seconds returns the length of n packets.
func (s *mp4Stream) seconds(n int) float64 { return float64(n) * float64(s.frame) / float64(s.rate) }

// count returns the number of packets whose length is closest to the given one.
func (s *mp4Stream) count(seconds float64) int {
	return max(2, int(seconds*float64(s.rate)/float64(s.frame)))
}

// writeMP4 writes n packets of the stream with tags (the content of ilst, nil for none)
// and chapters, and returns the length in seconds. Only moov is in memory; it grows by
// four bytes per packet.
func writeMP4(path string, s *mp4Stream, n int, shape mp4Shape, ilst []byte, chapters []Chapter) (float64, error) {
	var texts [][]byte
	if shape.qt {
		for _, c := range chapters {
			text := append(be16(len(c.Title)), c.Title...)
			texts = append(texts, append(text, box("encd", be32(0x100))...))
		}
	}
	loop := len(s.sizes)
	if shape.bitRate > 0 {
		loop -= loop % packetsPerChunk
	}
	sizes := make([]uint32, n)
	audio := 0 // bytes stored
	for i := range sizes {
		sizes[i] = s.sizes[i%loop]
		if i < loop || shape.bitRate == 0 {
			audio += int(sizes[i])
		}
	}
	length := s.seconds(n)
	if shape.edit {
		length = s.seconds(n - 1)
	}
	ftyp := box("ftyp", []byte(shape.brand), be32(0), []byte(shape.brand), []byte("mp42isom"))
	payload := audio
	for _, t := range texts {
		payload += len(t)
	}
	hole := max(0, int(length*float64(shape.bitRate)/8)-payload)
	free := []byte(nil)
	if shape.free > 0 {
		free = box("free", make([]byte, shape.free))
	}
	build := func(start int) []byte {
		return s.moov(start, sizes, loop, audio, texts, shape, ilst, chapters)
	}
	start := len(ftyp) + 8
	if shape.moovFirst {
		start += len(build(0)) + len(free) // the size does not depend on the offsets
	}
	moov := build(start)

	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	w.Write(ftyp)
	if shape.moovFirst {
		w.Write(moov)
		w.Write(free)
	}
	w.Write(be32(payload + hole + 8))
	io.WriteString(w, "mdat")
	for left := audio; left > 0; {
		part := min(left, len(s.packets))
		w.Write(s.packets[:part])
		left -= part
	}
	for _, t := range texts {
		w.Write(t)
	}
	if hole > 0 {
		if err := w.Flush(); err != nil {
			return 0, err
		}
		end, err := f.Seek(int64(hole), io.SeekCurrent)
		if err == nil {
			err = f.Truncate(end)
		}
		if err != nil {
			return 0, err
		}
	}
	if !shape.moovFirst {
		w.Write(moov)
		w.Write(free)
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return length, f.Close()
}

// moov builds the box for packets that begin at start and take audio bytes, followed by
// the chapter texts. Packets from loop on are stored again, unless the shape is for
// screenshots.
func (s *mp4Stream) moov(start int, sizes []uint32, loop, audio int, texts [][]byte, shape mp4Shape, ilst []byte, chapters []Chapter) []byte {
	n := len(sizes)
	shown := n
	if shape.edit {
		shown--
	}
	if shape.bitRate == 0 {
		loop = n
	}
	millis := int(s.seconds(shown) * 1000)
	matrix := append(append(be32(0x10000), make([]byte, 12)...), append(be32(0x10000), append(make([]byte, 12), be32(0x40000000)...)...)...)

	mvhd := box("mvhd", be32(0), make([]byte, 8), be32(1000), be32(millis), be32(0x10000), be16(0x100), make([]byte, 10), matrix, make([]byte, 24), be32(3))
	var tref, edts []byte
	if len(texts) > 0 {
		tref = box("tref", box("chap", be32(2)))
	}
	if shape.edit {
		edts = box("edts", box("elst", be32(0), be32(1), be32(millis), be32(s.frame), be32(0x10000)))
	}
	trak := box("trak", tkhd(1, 7, millis, 0x100, matrix), edts, tref,
		box("mdia", mdhd(s.rate, n*s.frame), hdlr("soun"),
			box("minf", box("smhd", make([]byte, 8)), dinf(), s.stbl(start, sizes, loop, shape.wide))))
	parts := [][]byte{mvhd, trak}
	if len(texts) > 0 {
		parts = append(parts, chapterTrack(start+audio, texts, chapters, millis, matrix))
	}
	var udta []byte
	if ilst != nil {
		udta = box("meta", be32(0), box("hdlr", be32(0), be32(0), []byte("mdirappl"), make([]byte, 9)), box("ilst", ilst), box("free", make([]byte, 1024)))
	}
	if shape.nero && len(chapters) > 0 {
		udta = append(udta, chpl(chapters)...)
	}
	return box("moov", append(parts, box("udta", udta))...)
}

func (s *mp4Stream) stbl(first int, sizes []uint32, loop int, wide bool) []byte {
	n := len(sizes)
	stsz := make([]byte, 0, 12+4*n)
	stsz = append(append(stsz, make([]byte, 8)...), be32(n)...)
	var offsets []byte
	chunks, start := 0, first
	for i, size := range sizes {
		if i%loop == 0 {
			start = first
		}
		if i%packetsPerChunk == 0 {
			chunks++
			if wide {
				offsets = binary.BigEndian.AppendUint64(offsets, uint64(start))
			} else {
				offsets = binary.BigEndian.AppendUint32(offsets, uint32(start))
			}
		}
		stsz = binary.BigEndian.AppendUint32(stsz, size)
		start += int(size)
	}
	var runs []byte // first chunk, packets per chunk, description
	count := 0
	run := func(first, packets int) {
		runs = append(append(append(runs, be32(first)...), be32(packets)...), be32(1)...)
		count++
	}
	rest := n % packetsPerChunk
	if n >= packetsPerChunk {
		run(1, packetsPerChunk)
	}
	if rest > 0 {
		run(chunks, rest)
	}
	stco := "stco"
	if wide {
		stco = "co64"
	}
	return box("stbl", box("stsd", be32(0), be32(1), s.entry),
		box("stts", be32(0), be32(1), be32(n), be32(s.frame)),
		box("stsc", be32(0), be32(count), runs), box("stsz", stsz), box(stco, be32(0), be32(chunks), offsets))
}

// chapterTrack is a QuickTime text track with one sample per chapter, all in one chunk
// at start. It ends with the audio, at millis.
func chapterTrack(start int, texts [][]byte, chapters []Chapter, millis int, matrix []byte) []byte {
	var stts, stsz []byte
	for i, t := range texts {
		end := millis
		if i+1 < len(chapters) {
			end = int(chapters[i+1].Start*chapterScale + 0.5)
		}
		begin := int(chapters[i].Start*chapterScale + 0.5)
		stts = append(append(stts, be32(1)...), be32(end-begin)...)
		stsz = append(stsz, be32(len(t))...)
	}
	n := len(texts)
	describe := box("text", make([]byte, 6), be16(1), be32(1), make([]byte, 18), make([]byte, 4), be16(1), make([]byte, 2), be32(13), []byte("ftab"), be16(1), be16(1), make([]byte, 1))
	gmin := box("gmin", be32(0), be16(0x40), be16(0x8000), be16(0x8000), be16(0x8000), be32(0))
	return box("trak", tkhd(2, 2, millis, 0, matrix),
		box("mdia", mdhd(chapterScale, millis), hdlr("text"),
			box("minf", box("gmhd", gmin, box("text", matrix)), dinf(),
				box("stbl", box("stsd", be32(0), be32(1), describe), box("stts", be32(0), be32(n), stts),
					box("stsc", be32(0), be32(1), be32(1), be32(n), be32(1)),
					box("stsz", be32(0), be32(0), be32(n), stsz), box("stco", be32(0), be32(1), be32(start))))))
}

// chpl is Nero's chapter list: starts in units of 100 ns, at most 255.
func chpl(chapters []Chapter) []byte {
	chapters = chapters[:min(len(chapters), 255)]
	body := append(be32(0x01000000), 0, 0, 0, 0, byte(len(chapters)))
	for _, c := range chapters {
		body = binary.BigEndian.AppendUint64(body, uint64(c.Start*1e7+0.5))
		title := c.Title[:min(len(c.Title), 255)]
		body = append(append(body, byte(len(title))), title...)
	}
	return box("chpl", body)
}

func tkhd(id, flags, millis, volume int, matrix []byte) []byte {
	return box("tkhd", be32(flags), make([]byte, 8), be32(id), be32(0), be32(millis), make([]byte, 12), be16(volume), make([]byte, 2), matrix, make([]byte, 8))
}

// mdhd uses version 1 if the duration does not fit a signed 32-bit number.
func mdhd(scale, duration int) []byte {
	if duration > 1<<31-1 {
		return box("mdhd", be32(1<<24), make([]byte, 16), be32(scale), binary.BigEndian.AppendUint64(nil, uint64(duration)), be16(0x55c4), be16(0))
	}
	return box("mdhd", be32(0), make([]byte, 8), be32(scale), be32(duration), be16(0x55c4), be16(0))
}

func hdlr(kind string) []byte {
	return box("hdlr", be32(0), be32(0), []byte(kind), make([]byte, 13))
}

func dinf() []byte {
	return box("dinf", box("dref", be32(0), be32(1), box("url ", be32(1))))
}

// The types of ilst values.
const (
	atomBinary = 0
	atomText   = 1
	atomJPEG   = 13
	atomPNG    = 14
	atomInt    = 21
)

// atom returns one entry of ilst. The key of a freeform entry is "----:mean:NAME".
func atom(key string, kind int, value []byte) []byte {
	data := box("data", be32(kind), be32(0), value)
	if mean, name, ok := strings.Cut(strings.TrimPrefix(key, "----:"), ":"); ok {
		return box("----", box("mean", be32(0), []byte(mean)), box("name", be32(0), []byte(name)), data)
	}
	return box(key, data)
}

// heAAC returns silence in HE-AAC, built bit by bit because ffmpeg has no encoder for
// it: an empty low band and an empty element for band replication, with varying
// padding, so that the packets vary in size as usual.
func heAAC() *mp4Stream {
	const packets = 997
	s := &mp4Stream{rate: 44100, frame: 2048, chans: 2, codec: "HE-AAC"}
	for i := range packets {
		var b bits
		b.put(1, 3) // channel pair element
		b.put(0, 4) // its tag
		b.put(0, 1) // one window each
		for range s.chans {
			b.put(0, 8) // global gain
			b.put(0, 1) // reserved
			b.put(0, 2) // long window
			b.put(0, 1) // sine shape
			b.put(0, 6) // no bands
			b.put(0, 1) // no prediction
			b.put(0, 3) // no pulse, no noise shaping, no gain control
		}
		b.put(6, 3)  // fill element
		b.put(2, 4)  // of two bytes
		b.put(13, 4) // band replication
		b.put(0, 12) // no header, nothing else
		if pad := i*7%11 + 1; pad > 1 {
			b.put(6, 3)
			b.put(pad, 4)
			b.put(0, 8*pad)
		}
		b.put(7, 3) // end
		s.packets = append(s.packets, b.out...)
		s.sizes = append(s.sizes, uint32(len(b.out)))
	}
	var asc bits
	asc.put(5, 5) // spectral band replication
	asc.put(7, 4) // over 22,050 Hz
	asc.put(2, 4) // stereo
	asc.put(4, 4) // to 44,100 Hz
	asc.put(2, 5) // low complexity
	asc.put(0, 3)
	esds := descriptor(3, be16(1), []byte{0},
		descriptor(4, []byte{0x40, 0x15, 0, 0, 0}, be32(8000), be32(8000), descriptor(5, asc.out)), descriptor(6, []byte{2}))
	s.entry = box("mp4a", make([]byte, 6), be16(1), make([]byte, 8), be16(s.chans), be16(16), be32(0), be32(s.rate<<16), box("esds", be32(0), esds))
	return s
}

// descriptor returns an MPEG-4 descriptor with its length in one byte.
func descriptor(tag byte, parts ...[]byte) []byte {
	out := []byte{tag, 0}
	for _, p := range parts {
		out = append(out, p...)
	}
	out[1] = byte(len(out) - 2)
	return out
}

// bits appends numbers of any number of bits, the most significant bit first.
type bits struct {
	out  []byte
	used int // bits in the last byte
}

func (b *bits) put(v, n int) {
	for i := n - 1; i >= 0; i-- {
		if b.used%8 == 0 {
			b.out = append(b.out, 0)
		}
		if i < 63 && v>>i&1 == 1 {
			b.out[len(b.out)-1] |= 0x80 >> (b.used % 8)
		}
		b.used++
	}
}
