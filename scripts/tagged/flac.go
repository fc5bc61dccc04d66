package tagged

import (
	"encoding/binary"
	"strings"
	"time"
)

// A FLAC file has frames of one second of silence: mono, 16 bits, 48 kHz.
const flacRate = 48000

func flac(length time.Duration, tags []Tag) []byte {
	seconds := int((length + time.Second/2) / time.Second)
	info := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, flacRate), flacRate)
	info = append(info, make([]byte, 6)...)
	info = binary.BigEndian.AppendUint64(info, flacRate<<44|15<<36|uint64(seconds*flacRate))
	info = append(info, make([]byte, 16)...)
	b := append([]byte("fLaC"), block(0, info)...)
	for _, t := range tags {
		if t.Name == Cover { // a front cover with a type, but no description and size
			head := append(numbers(3, 10), "image/jpeg"...)
			b = append(b, block(6, append(append(head, numbers(0, 0, 0, 0, 0, uint32(len(t.Value)))...), t.Value...))...)
		}
	}
	b = append(b, block(0x80|4, vorbis(tags))...)
	for n := range seconds {
		b = append(b, flacFrame(n)...)
	}
	return b
}

func block(kind byte, body []byte) []byte {
	return append([]byte{kind, byte(len(body) >> 16), byte(len(body) >> 8), byte(len(body))}, body...)
}

func vorbis(tags []Tag) []byte {
	const vendor = "lectern"
	b := append(binary.LittleEndian.AppendUint32(nil, uint32(len(vendor))), vendor...)
	var comments []string
	for _, t := range tags {
		for value := range t.values() {
			if t.Name == Cover {
				continue
			}
			comments = append(comments, strings.ToUpper(t.name(2))+"="+value)
		}
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(comments)))
	for _, c := range comments {
		b = append(binary.LittleEndian.AppendUint32(b, uint32(len(c))), c...)
	}
	return b
}

// flacFrame returns a frame whose samples are all 1. n is below 2048.
func flacFrame(n int) []byte {
	b := []byte{0xff, 0xf8, 7<<4 | 10, 4 << 1}
	if n < 0x80 {
		b = append(b, byte(n))
	} else {
		b = append(b, 0xc0|byte(n>>6), 0x80|byte(n&63))
	}
	b = binary.BigEndian.AppendUint16(b, flacRate-1)
	b = append(b, byte(crc(b, 8, 0x07)), 0, 0, 1)
	return binary.BigEndian.AppendUint16(b, uint16(crc(b, 16, 0x8005)))
}

// crc returns a checksum as FLAC computes it, of the given number of bits.
func crc(b []byte, bits int, polynomial uint32) (sum uint32) {
	top, mask := uint32(1)<<(bits-1), uint32(1)<<bits-1
	for _, c := range b {
		sum ^= uint32(c) << (bits - 8)
		for range 8 {
			if sum&top != 0 {
				sum = (sum<<1 ^ polynomial) & mask
			} else {
				sum = sum << 1 & mask
			}
		}
	}
	return sum
}
