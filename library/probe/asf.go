package probe

import (
	"context"
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
)

// GUIDs of the Advanced Systems Format as bytes in the file (ASF specification
// 1.20, 10). Those of the header and the file properties are in look.go and
// extent.go.
const (
	asfStream     = "\x91\x07\xDC\xB7\xB7\xA9\xCF\x11\x8E\xE6\x00\xC0\x0C\x20\x53\x65"
	asfContent    = "\x33\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"
	asfExtended   = "\x40\xA4\xD0\xD2\x07\xE3\xD2\x11\x97\xF0\x00\xA0\xC9\x5E\xA8\x50"
	asfExtension  = "\xB5\x03\xBF\x5F\x2E\xA9\xCF\x11\x8E\xE3\x00\xC0\x0C\x20\x53\x65"
	asfMetadata   = "\xEA\xCB\xF8\xC5\xAF\x5B\x77\x48\x84\x67\xAA\x8C\x44\xFA\x4C\xCA"
	asfLibrary    = "\x94\x1C\x23\x44\x98\x94\xD1\x49\xA1\x41\x1D\x13\x4E\x45\x70\x54"
	asfProperties = "\xCB\xA5\xE6\x14\x72\xC6\x32\x43\x83\x99\xA9\x69\x52\x06\x5B\x5A" // extended properties of a stream
	asfMarkers    = "\x01\xCD\x87\xF4\x51\xA9\xCF\x11\x8E\xE6\x00\xC0\x0C\x20\x53\x65"
	asfAudio      = "\x40\x9E\x69\xF8\x4D\x5B\xCF\x11\xA8\xFD\x00\x80\x5F\x5C\x44\x2B"
	asfEncryption = "\xFB\xB3\x11\x22\x23\xBD\xD2\x11\xB4\xB7\x00\xA0\xC9\x55\xFC\x6E"
	asfData       = "\x36\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"
	asfExtCrypt   = "\x14\xE6\x8A\x29\x22\x26\x17\x4C\xB9\x35\xDA\xE0\x7E\xE9\x28\x9C"
)

const (
	// maxObjects and maxDescriptors limit the objects and tags of a header. Real files
	// have a few dozen of each.
	maxObjects     = 4096
	maxDescriptors = 16 << 10

	// maxASFText is the largest tag that is read, in bytes of UTF-16.
	maxASFText = 1 << 20

	asfHead     = 24 // a GUID and a length
	asfDataHead = 50 // the beginning of the data object, up to its packets

	// asfSlack is the ratio between the length that the header declares and the length
	// that the bytes and the average bit rate suggest, from which the last packet is
	// read for its time.
	asfSlack = 1.25
)

// asf is the state of reading an ASF file (wma).
type asf struct {
	s         *source
	m         *book.Media
	tags      tagSet
	values    joins
	sheet     string // a cue sheet
	objects   int
	extent    int64
	hollow    bool // zeros are at the end instead of packets
	encrypted bool
	sound     bool
	preroll   time.Duration
	play      time.Duration
	claimed   int64 // declared length of the file
	packet    int64 // length of a packet, 0 if unknown
	perSec    int64 // bytes of audio per second
}

func init() { register(readASF, beginsWith(asfHeader)) }

// readASF reads a Windows Media file.
func readASF(ctx context.Context, s *source, _ *book.File) (*book.Media, error) {
	r := &asf{s: s, m: &book.Media{Container: "asf"}, tags: tagSet{}}
	head := s.full(0, asfHead+6)
	if head == nil {
		return nil, truncated()
	}
	end := asfLen(head[16:])
	r.walk(ctx, asfHead+6, min(end, s.size), 0)
	switch {
	case !r.sound && end > s.size:
		return nil, truncated()
	case !r.sound, r.m.Codec == "":
		return nil, ErrUnsupported
	}
	m := r.m
	m.Duration = max(0, min(r.play-r.preroll, longest))
	r.packets(end)
	m.BitRate = overall(s.size, m.Duration)
	m.Tags = s.tell(asfDialect, r.tags)
	m.Chapters = between(m.Chapters, m.Duration)
	if len(m.Chapters) == 0 {
		m.Chapters = sheetChapters(r.sheet, m.Duration)
	}
	switch {
	case r.encrypted:
		return m, drm()
	case r.extent > s.size || end > s.size || r.hollow:
		return m, truncated()
	case m.Duration == 0:
		return nil, ErrUnsupported // a live stream, which requires reading all packets
	}
	m.Whole = r.extent == s.size || r.claimed == s.size
	return m, nil
}

// packets reads the head of the data object, which is at an offset. The head shows how
// long the file has to be, while the length in the properties can be out of date: some
// taggers change the header without changing it. If the length of the audio does not
// fit its bytes, or if some bytes are missing, packets takes the length from the last
// packet.
func (r *asf) packets(at int64) {
	r.extent = r.claimed
	head := r.s.full(at, asfDataHead)
	if head == nil || string(head[:16]) != asfData {
		return
	}
	n := asfPackets(head, r.packet)
	if n == 0 {
		return
	}
	r.extent = at + asfDataHead + n*r.packet
	there := min(n, (r.s.size-at-asfDataHead)/r.packet)
	if there == n {
		if from := r.s.filled(at+asfDataHead, r.extent); from <= r.extent-r.packet {
			there, r.hollow = (from-at-asfDataHead)/r.packet, true
		}
	}
	usual := playing(there*r.packet, r.perSec)
	if there <= 0 {
		if r.perSec > 0 {
			r.m.Duration, r.m.Estimated = min(r.m.Duration, playing(r.s.size-at-asfDataHead, r.perSec)), true
		}
		return
	}
	if there == n && (usual == 0 || alike(float64(r.m.Duration), float64(usual), asfSlack)) {
		return
	}
	last := r.sent(at + asfDataHead + (there-1)*r.packet)
	switch off := (r.m.Duration - last).Abs(); {
	case last <= 0, alike(float64(r.m.Duration), float64(last), 1.01):
	case there < n:
		r.m.Duration, r.m.Estimated = min(r.m.Duration, last), true
	case off > r.preroll+sameLength && alike(float64(last), float64(usual), 2*asfSlack): // packets are sent up to a preroll before they play
		r.m.Duration, r.m.Estimated = last, true
	}
}

// alike reports whether neither number is larger than the other by more than a factor.
func alike(a, b, factor float64) bool { return a <= b*factor && b <= a*factor }

// asfPackets returns the number of packets of a given size in the data object that
// begins with head, 0 if unknown (5.1).
func asfPackets(head []byte, size int64) int64 {
	n := asfLen(head[40:])
	if size <= 0 || n > math.MaxInt64/2/size {
		return 0
	}
	return n
}

// sent returns the end of the packet at an offset, by its send time (5.2), 0 if
// unknown.
func (r *asf) sent(at int64) time.Duration {
	b := r.s.peek(at, 64)
	if len(b) > 0 && b[0]&0x80 != 0 { // error correction
		b = b[min(len(b), 1+int(b[0]&15)):]
	}
	if len(b) < 2 {
		return 0
	}
	sizes := [4]int{0, 1, 2, 4}
	kind := b[0]
	skip := 2 + sizes[kind>>5&3] + sizes[kind>>1&3] + sizes[kind>>3&3]
	if len(b) < skip+6 {
		return 0
	}
	le := binary.LittleEndian
	return time.Duration(int64(le.Uint32(b[skip:]))+int64(le.Uint16(b[skip+4:]))) * time.Millisecond
}

// walk reads the objects from at to end. Only the extension in the header
// contains objects.
func (r *asf) walk(ctx context.Context, at, end int64, depth int) {
	for at+asfHead <= end && r.objects < maxObjects && ctx.Err() == nil {
		r.objects++
		head := r.s.full(at, asfHead)
		if head == nil {
			return
		}
		guid, n := string(head[:16]), asfLen(head[16:])
		if n < asfHead || n > end-at {
			return
		}
		body, size := at+asfHead, n-asfHead
		switch guid {
		case asfFile:
			r.properties(body)
		case asfStream:
			r.stream(body)
		case asfContent:
			r.content(body, size)
		case asfExtended:
			r.descriptors(body, size)
		case asfMetadata, asfLibrary:
			r.library(body, size)
		case asfMarkers:
			r.markers(body, size)
		case asfEncryption, asfExtCrypt:
			r.encrypted = true
		case asfExtension:
			if depth == 0 {
				r.walk(ctx, body+22, at+n, 1)
			}
		case asfProperties:
			r.inner(body, size)
		}
		at += n
	}
}

// asfLen returns a 64-bit length, limited to the range of int64.
func asfLen(b []byte) int64 { return int64(min(binary.LittleEndian.Uint64(b), math.MaxInt64)) }

// properties reads the file properties (3.2).
func (r *asf) properties(at int64) {
	b := r.s.full(at, 80)
	if b == nil {
		return
	}
	le := binary.LittleEndian
	r.claimed = asfLen(b[16:])
	r.packet = asfPacket(b)
	r.play = time.Duration(min(le.Uint64(b[40:]), uint64(longest)/100)) * 100 // in units of 100 ns
	r.preroll = time.Duration(min(le.Uint64(b[56:]), uint64(longest/time.Millisecond))) * time.Millisecond
	if le.Uint32(b[64:])&1 != 0 { // broadcast: length and size are meaningless
		r.claimed, r.packet, r.play, r.preroll = 0, 0, 0, 0
	}
}

// asfPacket returns the length of all packets from the file properties, 0 if it
// varies.
func asfPacket(b []byte) int64 {
	least, most := binary.LittleEndian.Uint32(b[68:]), binary.LittleEndian.Uint32(b[72:])
	if least != most {
		return 0
	}
	return int64(most)
}

// inner finds the stream properties object at the end of extended properties,
// after names and payload systems of variable length (4.1).
func (r *asf) inner(at, n int64) {
	b := r.s.full(at, 64)
	if b == nil {
		return
	}
	le := binary.LittleEndian
	names, systems := int(le.Uint16(b[60:])), int(le.Uint16(b[62:]))
	end := at + n
	at += 64
	for ; names > 0; names-- {
		h := r.s.full(at, 4)
		if h == nil {
			return
		}
		at += 4 + int64(le.Uint16(h[2:]))
	}
	for ; systems > 0; systems-- {
		h := r.s.full(at, 22)
		if h == nil {
			return
		}
		at += 22 + int64(le.Uint32(h[18:]))
	}
	if h := r.s.full(at, asfHead); at+asfHead <= end && h != nil && string(h[:16]) == asfStream {
		r.stream(at + asfHead)
	}
}

// stream reads stream properties. For audio they contain a WAVEFORMATEX (3.3,
// 9.1).
func (r *asf) stream(at int64) {
	b := r.s.full(at, 54+16)
	if b == nil || r.sound || string(b[:16]) != asfAudio {
		return
	}
	r.sound = true
	le, wave := binary.LittleEndian, b[54:]
	r.m.Codec = asfCodec(le.Uint16(wave))
	r.m.Channels = int(le.Uint16(wave[2:]))
	r.m.SampleRate = int(min(le.Uint32(wave[4:]), math.MaxInt32))
	r.perSec = int64(le.Uint32(wave[8:]))
}

// asfCodec returns the codec of a registered wave format.
func asfCodec(format uint16) string {
	switch format {
	case 0x0160, 0x0161:
		return "WMA"
	case 0x0162:
		return "WMA Pro"
	case 0x0163:
		return "WMA Lossless"
	case 0x000A, 0x000B:
		return "WMA Voice"
	case 0x0055:
		return "MP3"
	case 0x0001:
		return "PCM"
	default:
		return "" // rare, and left to ffprobe
	}
}

// content reads title, author, copyright, description and rating (3.10).
func (r *asf) content(at, n int64) {
	b := r.s.full(at, 10)
	if b == nil {
		return
	}
	var lens [5]int64
	for i := range lens {
		lens[i] = int64(binary.LittleEndian.Uint16(b[2*i:]))
	}
	off := int64(10)
	for i, name := range [5]string{"title", "author", "copyright", "description", "rating"} {
		if off+lens[i] > n {
			return
		}
		had := r.tags[name] // from an object that should come later
		delete(r.tags, name)
		r.tags.store(name, r.text(at+off, lens[i]))
		for v := range strings.SplitSeq(had, valueSep) {
			r.tags.store(name, v)
		}
		off += lens[i]
	}
}

// descriptors reads the extended content description: name, type and value
// (3.11).
func (r *asf) descriptors(at, n int64) {
	b := r.s.full(at, 2)
	if b == nil {
		return
	}
	le, end := binary.LittleEndian, at+n
	count := int(le.Uint16(b))
	at += 2
	for ; count > 0; count-- {
		h := r.s.full(at, 2)
		if h == nil {
			return
		}
		nameLen := int64(le.Uint16(h))
		name := r.text(at+2, nameLen)
		at += 2 + nameLen
		if h = r.s.full(at, 4); h == nil || at+4 > end {
			return
		}
		kind, size := le.Uint16(h), int64(le.Uint16(h[2:]))
		if size > end-at-4 {
			return
		}
		r.tag(name, kind, at+4, size)
		at += 4 + size
	}
}

// library reads the metadata object or the metadata library object, which has
// the same tags with longer values (4.7, 4.8).
func (r *asf) library(at, n int64) {
	b := r.s.full(at, 2)
	if b == nil {
		return
	}
	le, end := binary.LittleEndian, at+n
	count := min(int(le.Uint16(b)), maxDescriptors)
	at += 2
	for ; count > 0; count-- {
		h := r.s.full(at, 12)
		if h == nil {
			return
		}
		nameLen, kind, size := int64(le.Uint16(h[4:])), le.Uint16(h[6:]), int64(le.Uint32(h[8:]))
		at += 12
		if nameLen+size > end-at {
			return
		}
		r.tag(r.text(at, nameLen), kind, at+nameLen, size)
		at += nameLen + size
	}
}

// tag reads one descriptor. The types are text, bytes, a boolean of 4 or 2
// bytes, and numbers of 4, 8 and 2 bytes.
func (r *asf) tag(name string, kind uint16, at, n int64) {
	name = clean(name) // removes the NUL at the end
	switch {
	case name == "" || n <= 0:
	case name == "WM/Picture" && kind == 1:
		r.picture(at, n)
	case kind == 0:
		if name = spell(name); name == cueSheet {
			r.sheet = r.text(at, n)
			break
		} else if asfNames.of(name) != "" {
			name = asfNames.of(name)
		}
		r.values.join(r.tags, name, r.text(at, n))
	case kind >= 2 && kind <= 5:
		if b := r.s.full(at, int(min(n, 8))); len(b) >= 2 {
			var number [8]byte
			copy(number[:], b)
			r.tags.put(spell(name), strconv.FormatUint(binary.LittleEndian.Uint64(number[:]), 10))
		}
	}
}

// picture reads a WM/Picture (Windows Media Format SDK): kind, length, media
// type, description, image. Kind 3 is a front cover.
func (r *asf) picture(at, n int64) {
	head := r.s.peek(at, int(min(n, 1024)))
	if len(head) < 9 || r.m.Cover != nil && head[0] != 3 {
		return
	}
	size := int64(binary.LittleEndian.Uint32(head[1:]))
	_, rest := asfString(head[5:])
	_, rest = asfString(rest)
	off := int64(len(head) - len(rest))
	if size > n-off || len(rest) == 0 {
		return
	}
	if cover := r.s.cover(at+off, size); cover != nil {
		r.m.Cover = cover
	}
}

// asfString splits a NUL-terminated text off the front of b.
func asfString(b []byte) (text string, rest []byte) {
	for i := 0; i+2 <= len(b); i += 2 {
		if b[i] == 0 && b[i+1] == 0 {
			return utf16In(binary.LittleEndian, b[:i]), b[i+2:]
		}
	}
	return "", nil
}

// markers reads the chapters: each has a time and a description (3.7). Times count from
// the start of the preroll.
func (r *asf) markers(at, n int64) {
	b := r.s.full(at, 24)
	if b == nil {
		return
	}
	le, end := binary.LittleEndian, at+n
	count := min(int64(le.Uint32(b[16:])), maxDescriptors)
	at += 24 + int64(le.Uint16(b[22:]))
	for ; count > 0; count-- {
		h := r.s.full(at, 30)
		if h == nil || at+30 > end {
			return
		}
		when := time.Duration(min(le.Uint64(h[8:]), uint64(longest)/100)) * 100
		size := int64(le.Uint32(h[26:])) * 2
		if size > end-at-30 {
			return
		}
		r.m.Chapters = append(r.m.Chapters, book.Chapter{Start: max(0, when-r.preroll), Title: clean(r.text(at+30, size))})
		at += 30 + size
	}
}

// text reads n bytes of UTF-16.
func (r *asf) text(at, n int64) string {
	if n <= 0 || n > maxASFText {
		return ""
	}
	if n <= windowLen {
		return utf16In(binary.LittleEndian, r.s.full(at, int(n)))
	}
	return utf16In(binary.LittleEndian, r.s.load(at, n))
}
