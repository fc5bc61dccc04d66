package probe

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"math/bits"
	"strings"
)

const (
	// maxBoxes limits the walk over the top-level boxes of an MP4. Fragmented files
	// have thousands and are not checked.
	maxBoxes = 64

	// unsetRIFF is the lowest of the lengths that streaming encoders write for an
	// unknown length.
	unsetRIFF = 0x7FFF0000
)

// asfFile is the GUID of the file properties of an ASF file, which include its
// size.
const asfFile = "\xA1\xDC\xAB\x8C\x47\xA9\xCF\x11\x8E\xE4\x00\xC0\x0C\x20\x53\x65"

// extent returns the length of a file as its own structure declares it, or 0 if the
// structure does not. It reads only headers. A file shorter than its extent was
// truncated, or is still being written.
func extent(r io.ReaderAt, head []byte, size int64) int64 {
	switch {
	case len(head) < 12:
		return 0
	case topBox(head[4:8]):
		return mp4Extent(r, size)
	case bytes.HasPrefix(head, []byte("ID3")), isFrame(head):
		return mpegExtent(r, head, size)
	case bytes.HasPrefix(head, []byte(ebml)):
		return matroskaExtent(head)
	case bytes.HasPrefix(head, []byte("RIFF")):
		return chunkExtent(binary.LittleEndian.Uint32(head[4:]))
	case bytes.HasPrefix(head, []byte("FORM")), bytes.HasPrefix(head, []byte("RIFX")):
		return chunkExtent(binary.BigEndian.Uint32(head[4:]))
	case bytes.HasPrefix(head, []byte(asfHeader)):
		return asfExtent(r, head)
	}
	return 0
}

// The start of a Matroska file, and the element after it that contains
// everything else (RFC 8794, 11.2; RFC 9559, 5.1).
const (
	ebml    = "\x1A\x45\xDF\xA3"
	segment = "\x18\x53\x80\x67"
)

// matroskaExtent returns the end of the segment. It is unknown while the file
// is being written, or if it was written to a pipe.
func matroskaExtent(head []byte) int64 {
	n, at := elementLen(head, len(ebml))
	if n < 0 || n > int64(len(head)-at) {
		return 0
	}
	at += int(n)
	if !bytes.HasPrefix(head[at:], []byte(segment)) {
		return 0
	}
	if n, at = elementLen(head, at+len(segment)); n <= 0 {
		return 0
	}
	return int64(at) + n
}

// elementLen reads the length of an element at an offset of b, and returns the
// offset after it. The length is negative if unknown (RFC 8794, 6).
func elementLen(b []byte, at int) (int64, int) {
	if at >= len(b) || b[at] == 0 {
		return -1, at
	}
	k := bits.LeadingZeros8(b[at]) + 1 // number of bytes, each with seven bits of the length
	if at+k > len(b) {
		return -1, at
	}
	n := int64(b[at]) & (1<<(8-k) - 1)
	for _, c := range b[at+1 : at+k] {
		n = n<<8 | int64(c)
	}
	if n == 1<<(7*k)-1 {
		return -1, at
	}
	return n, at + k
}

// asfExtent returns the end of the packets of an ASF file, or else the length in
// its properties.
func asfExtent(r io.ReaderAt, head []byte) int64 {
	at := bytes.Index(head, []byte(asfFile)) + asfHead
	if at < asfHead || at+80 > len(head) {
		return 0
	}
	data := asfLen(head[16:])
	b := make([]byte, asfDataHead)
	if n, _ := r.ReadAt(b, data); n == len(b) && string(b[:16]) == asfData {
		if n := asfPackets(b, asfPacket(head[at:])); n > 0 {
			return data + asfDataHead + n*asfPacket(head[at:])
		}
	}
	return asfLen(head[at+16:])
}

// topBox reports whether b is the type of a top-level box of an MP4. Any other
// type comes from a tool's trailer and ends the walk.
func topBox(b []byte) bool {
	return strings.Contains("ftyp moov mdat free skip wide meta udta uuid pdin", string(b)) && len(b) == 4
}

func mp4Extent(r io.ReaderAt, size int64) int64 {
	var h [16]byte
	at := int64(0)
	for range maxBoxes {
		n, _ := r.ReadAt(h[:], at)
		if n < 8 || !topBox(h[4:8]) {
			return 0
		}
		length := uint64(binary.BigEndian.Uint32(h[:]))
		switch {
		case length == 0: // to the end, whatever the type
			return 0
		case length == 1 && n == 16:
			length = binary.BigEndian.Uint64(h[8:])
		}
		if length < 8 {
			return 0
		}
		at = clamp(uint64(at) + min(length, math.MaxInt64))
		if at >= size {
			return at
		}
	}
	return 0
}

func mpegExtent(r io.ReaderAt, head []byte, size int64) int64 {
	at := int64(0)
	if bytes.HasPrefix(head, []byte("ID3")) {
		at = 10 + int64(head[6]&0x7F)<<21 + int64(head[7]&0x7F)<<14 + int64(head[8]&0x7F)<<7 + int64(head[9]&0x7F)
		if head[5]&0x10 != 0 {
			at += 10
		}
		if at >= size {
			return at + 1
		}
	}
	// The Xing header is 13 to 36 bytes into the first frame.
	var b [64]byte
	n, _ := r.ReadAt(b[:], at)
	frame := b[:n]
	if !isFrame(frame) {
		return 0
	}
	x := bytes.Index(frame, []byte("Xing"))
	if x < 0 {
		x = bytes.Index(frame, []byte("Info"))
	}
	if x < 0 || x+16 > n {
		return 0
	}
	field := frame[x+8:]
	switch flags := binary.BigEndian.Uint32(frame[x+4:]); {
	case flags&2 == 0: // no byte count
		return 0
	case flags&1 != 0: // a frame count precedes it
		field = field[4:]
	}
	return at + int64(float64(binary.BigEndian.Uint32(field))*(1-trimSlack))
}

func chunkExtent(length uint32) int64 {
	if length == 0 || length >= unsetRIFF {
		return 0
	}
	return 8 + int64(length)
}

func clamp(n uint64) int64 { return int64(min(n, math.MaxInt64)) }
