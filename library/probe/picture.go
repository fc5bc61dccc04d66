package probe

import (
	"bytes"
	"encoding/binary"

	"lectern/library/book"
)

const (
	// pictureHead is the number of bytes of a picture that are examined first. All
	// formats except JPEG have their size in the first 30 bytes; a JPEG without
	// metadata of a camera or editor has it within this range.
	pictureHead = 512

	// maxSide is the largest plausible side of a picture, in pixels: beyond the
	// limit of JPEG (65,535) and any printed cover, and small enough that width
	// times height does not overflow. This package never decodes pictures.
	maxSide = 1 << 20

	// maxSegments limits the walk to the frame header of a JPEG. Colour profiles and
	// edit histories come in segments of 64 KiB; fill bytes count too.
	maxSegments = 256
)

// picture returns the media type of a picture and its size in pixels, from its
// first bytes. The type is empty for an unknown format, and the size 0×0 if it
// is unknown or implausible.
func picture(b []byte) (mime string, width, height int) {
	mime, w, h := pictureSize(b)
	if mime == "image/jpeg" {
		w, h = jpegSize(func(at int64, n int) []byte {
			if at+int64(n) > int64(len(b)) {
				return nil
			}
			return b[at:][:n]
		})
	}
	width, height = believed(w, h)
	return mime, width, height
}

// pictureAt describes the picture of n bytes at an offset. It follows the
// headers of a JPEG as far as necessary and does not read image data. The media
// type is empty for an unknown format.
func pictureAt(s *source, at, n int64) *book.Cover {
	c := &book.Cover{Bytes: n}
	s.keep(c, extract{at: at, n: n})
	var w, h int64
	c.MIME, w, h = pictureSize(s.peek(at, int(min(n, pictureHead))))
	if c.MIME == "image/jpeg" {
		w, h = jpegSize(func(off int64, k int) []byte {
			if off+int64(k) > n {
				return nil
			}
			return s.full(at+off, k)
		})
	}
	c.Width, c.Height = believed(w, h)
	return c
}

func believed(w, h int64) (int, int) {
	if w <= 0 || h <= 0 || w > maxSide || h > maxSide {
		return 0, 0
	}
	return int(w), int(h)
}

// pictureSize returns the type, and for all formats except JPEG the size, from
// fixed positions.
func pictureSize(b []byte) (mime string, w, h int64) {
	le, be := binary.LittleEndian, binary.BigEndian
	begins := func(mark string) bool { return bytes.HasPrefix(b, []byte(mark)) }
	has := func(n int) bool { return len(b) >= n }
	switch {
	case begins("\xFF\xD8\xFF"):
		return "image/jpeg", 0, 0
	case begins("\x89PNG\r\n\x1A\n"):
		if has(24) && string(b[12:16]) == "IHDR" {
			w, h = int64(be.Uint32(b[16:])), int64(be.Uint32(b[20:]))
		}
		return "image/png", w, h
	case begins("GIF87a"), begins("GIF89a"):
		if has(10) {
			w, h = int64(le.Uint16(b[6:])), int64(le.Uint16(b[8:]))
		}
		return "image/gif", w, h
	case begins("BM") && has(26):
		switch n := le.Uint32(b[14:]); {
		case n == 12: // a header of OS/2
			return "image/bmp", int64(le.Uint16(b[18:])), int64(le.Uint16(b[20:]))
		case n >= 16 && n <= 256:
			w, h = int64(int32(le.Uint32(b[18:]))), int64(int32(le.Uint32(b[22:])))
			return "image/bmp", w, max(h, -h) // negative for top-down rows
		}
	case begins("RIFF") && has(12) && string(b[8:12]) == "WEBP":
		w, h = webpSize(b)
		return "image/webp", w, h
	case begins("II*\x00"), begins("MM\x00*"):
		return "image/tiff", 0, 0
	}
	return "", 0, 0
}

// webpSize parses the first chunk of a WebP: simple, lossless or extended (RFC
// 9649).
func webpSize(b []byte) (w, h int64) {
	if len(b) < 30 {
		return 0, 0
	}
	le := binary.LittleEndian
	switch string(b[12:16]) {
	case "VP8 ":
		if string(b[23:26]) == "\x9D\x01\x2A" {
			return int64(le.Uint16(b[26:]) & 0x3FFF), int64(le.Uint16(b[28:]) & 0x3FFF)
		}
	case "VP8L":
		if b[20] == 0x2F {
			bits := le.Uint32(b[21:])
			return int64(bits&0x3FFF) + 1, int64(bits>>14&0x3FFF) + 1
		}
	case "VP8X":
		return int64(le.Uint32(b[24:])&0xFFFFFF) + 1, int64(le.Uint32(b[26:])>>8) + 1
	}
	return 0, 0
}

// jpegSize finds the frame header of a JPEG (ITU-T T.81, B.2.2). peek returns n
// bytes of the picture, or nil.
func jpegSize(peek func(at int64, n int) []byte) (w, h int64) {
	at := int64(2)
	for range maxSegments {
		b := peek(at, 4)
		if b == nil || b[0] != 0xFF {
			return 0, 0
		}
		marker, n := b[1], int64(binary.BigEndian.Uint16(b[2:]))
		switch {
		case marker == 0xFF: // fill byte
			at++
			continue
		case marker == 0x01, marker >= 0xD0 && marker <= 0xD8: // no content follows
			at += 2
			continue
		case marker == 0xD9, marker == 0xDA, n < 2: // the scan begins without a frame
			return 0, 0
		case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
			if b = peek(at, 9); b == nil {
				return 0, 0
			}
			return int64(binary.BigEndian.Uint16(b[7:])), int64(binary.BigEndian.Uint16(b[5:]))
		}
		at += 2 + n
	}
	return 0, 0
}
