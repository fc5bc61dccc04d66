package tagged

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf16"
)

// A frame of MPEG 2 layer III, mono, 24 kHz: 24 ms of silence. 8 kbit/s keep a book of ten
// hours small.
const (
	frameLen  = 72 * 8 / 24
	infoLen   = 2 * frameLen // 16 kbit/s
	frameTime = 24 * time.Millisecond
)

// frame returns a frame of 24 bytes for each 8 kbit/s.
func frame(length int) []byte {
	f := make([]byte, length)
	copy(f, []byte{0xff, 0xf3, byte(length/frameLen)<<4 | 1<<2, 3 << 6})
	return f
}

func mp3(length time.Duration, version int, tags []Tag) []byte {
	n := int((length + frameTime/2) / frameTime)
	info := frame(infoLen) // states how many frames and bytes follow
	copy(info[4+9:], "Info\x00\x00\x00\x03")
	binary.BigEndian.PutUint32(info[4+9+8:], uint32(n))
	binary.BigEndian.PutUint32(info[4+9+12:], uint32(infoLen+n*frameLen))
	return append(append(id3(version, tags), info...), bytes.Repeat(frame(frameLen), n)...)
}

// id3 returns a tag of version 2.3, in UTF-16 or what it calls Latin-1, or 2.4, in UTF-8.
// It returns nothing if there are no tags.
func id3(version int, tags []Tag) []byte {
	var frames []byte
	for _, t := range tags {
		name, value := t.name(0), t.Value
		body := text(version, value)
		switch {
		case name == "APIC":
			body = append([]byte("\x00image/jpeg\x00\x03\x00"), value...)
		case name == "COMM":
			body = append(append([]byte{body[0]}, "eng"...), append(end(version), body[1:]...)...)
		case strings.HasPrefix(name, "TXXX:"):
			body = append(append(text(version, name[5:]), end(version)...), body[1:]...)
			name = "TXXX"
		case name == "TDRC" && version != 4:
			name = "TYER"
		}
		size := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		if version == 4 {
			size = sevenBits(len(body))
		}
		frames = append(append(append(append(frames, name...), size...), 0, 0), body...)
	}
	if frames == nil {
		return nil
	}
	if version == Latin1 {
		version = 3
	}
	return append(append([]byte{'I', 'D', '3', byte(version), 0, 0}, sevenBits(len(frames))...), frames...)
}

// text returns a text with the byte for its encoding in front.
func text(version int, s string) []byte {
	switch version {
	case 4:
		return append([]byte{3}, s...)
	case Latin1:
		return append([]byte{0}, s...)
	}
	b := []byte{1, 0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// end returns the zero that ends a text.
func end(version int) []byte {
	if version == 3 {
		return []byte{0, 0}
	}
	return []byte{0}
}

func sevenBits(n int) []byte {
	return []byte{byte(n>>21) & 0x7f, byte(n>>14) & 0x7f, byte(n>>7) & 0x7f, byte(n) & 0x7f}
}
