package probe

import (
	"bytes"
	"encoding/binary"
	"io"

	"lectern/library/book"
	"lectern/library/message"
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

	// maxPixels is the number of pixels of the largest picture that is shown.
	maxPixels = 50_000_000

	// pictureTail is the part of a picture in which its end mark is looked for first:
	// some programs pad pictures.
	pictureTail = 64

	// maxSegments limits the walk to the frame header of a JPEG. Colour profiles and
	// edit histories come in segments of 64 KiB; fill bytes count too.
	maxSegments = 256
)

// The reasons why a picture in a file is not shown. They continue a sentence about the
// cover, such as "1.mp3 has a cover that".
var (
	noPicture   = message.Mark("is not a picture")
	newFormat   = message.Mark("is in a format that cannot be shown (AVIF, HEIC or JPEG XL)")
	cutPicture  = message.Mark("was cut off")
	hugePicture = message.Mark("is larger than 16 MiB or 50 megapixels")
)

// pictureAt describes the picture of n bytes at an offset. It follows the headers of a
// JPEG as far as necessary and does not decode image data. The media type is empty for
// an unknown format. fault says why the picture cannot be shown, "" if it can. Only the
// first MaxPicture bytes of a picture count: in some larger ones, only padding follows
// the picture.
func pictureAt(s *source, at, n int64) (c *book.Cover, fault string) {
	c = &book.Cover{Bytes: n}
	n = min(n, MaxPicture)
	s.keep(c, extract{at: at, n: n})
	head := s.peek(at, int(min(n, pictureHead)))
	var w, h int64
	c.MIME, w, h = pictureSize(head)
	if fault = headFault(head, c.MIME); fault != "" {
		return c, fault
	}
	frame := int64(0)
	if c.MIME == "image/jpeg" {
		w, h, frame = jpegSize(func(off int64, k int) []byte {
			if off+int64(k) > n {
				return nil
			}
			return s.full(at+off, k)
		})
	}
	c.Width, c.Height = believed(w, h)
	switch {
	case w > maxSide, h > maxSide, w*h > maxPixels:
		fault = hugePicture
	case s.prefix:
	case c.Width == 0 && c.MIME != "image/tiff", !s.finished(c.MIME, at, n, frame):
		if fault = cutPicture; c.Bytes > n {
			fault = hugePicture
		}
	}
	return c, fault
}

// pictureIn describes a picture in memory, or the beginning of one.
func pictureIn(data []byte, prefix bool) (c *book.Cover, fault string) {
	m := newSource(bytes.NewReader(data), int64(len(data)))
	defer m.close()
	m.prefix = prefix
	return pictureAt(m, 0, int64(len(data)))
}

// cover returns the picture of n bytes at an offset, or nil if it cannot be shown. The
// source remembers why.
func (s *source) cover(at, n int64) *book.Cover {
	c, fault := pictureAt(s, at, n)
	return s.shown(c, fault)
}

// shown returns a picture, or nil if a fault forbids showing it. The source remembers
// the fault.
func (s *source) shown(c *book.Cover, fault string) *book.Cover {
	if fault == "" {
		return c
	}
	if s.passed == "" {
		s.passed = fault
	}
	return nil
}

// headFault says why a picture of this type that begins with head cannot be shown.
func headFault(head []byte, mime string) string {
	has := func(at int, mark string) bool { return len(head) >= at && bytes.HasPrefix(head[at:], []byte(mark)) }
	switch {
	case mime != "":
		return ""
	case has(4, "ftyp"), has(4, "JXL "), has(0, "\xFF\x0A"):
		return newFormat
	default:
		return noPicture
	}
}

// finished reports whether a picture of n bytes at an offset is complete. frame is
// where the image itself begins: metadata before it can contain a small picture with
// its own end mark. GIF and TIFF need only their beginning.
func (s *source) finished(mime string, at, n, frame int64) bool {
	mark := ""
	switch mime {
	case "image/jpeg":
		mark = "\xFF\xD9"
	case "image/png":
		mark = "IEND"
	case "image/webp":
		b := s.full(at+4, 4)
		return b != nil && int64(binary.LittleEndian.Uint32(b))+8 <= n+1 // the last chunk can lack its padding
	case "image/bmp":
		b := s.full(at+2, 4)
		return b != nil && int64(binary.LittleEndian.Uint32(b)) <= n
	default:
		return true
	}
	k := min(n, pictureTail)
	if tail := s.full(at+n-k, int(k)); tail == nil {
		return false
	} else if bytes.Contains(tail, []byte(mark)) {
		return true
	}
	return s.search(mark, at+frame, n-frame)
}

// search looks for the end mark of a picture in n bytes at an offset, because some
// programs append data to pictures. The bytes it reads do not count as metadata, and
// have their own limit.
func (s *source) search(mark string, at, n int64) bool {
	if s.searched += n; s.searched > MaxPicture {
		return true
	}
	w := windows.Get().(*[]byte)
	defer windows.Put(w)
	b := (*w)[:windowLen]
	for end := at + n; at < end; {
		if s.ended != nil && s.ended() != nil {
			return true
		}
		k, err := s.file.ReadAt(b[:min(int64(len(b)), end-at)], at)
		if bytes.Contains(b[:k], []byte(mark)) {
			return true
		}
		if err != nil || k < len(mark) {
			if err != nil && err != io.EOF {
				s.fail(err)
			}
			return false
		}
		at += int64(k)
		if at < end {
			at -= int64(len(mark)) - 1
		}
	}
	return false
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

// jpegSize finds the frame header of a JPEG (ITU-T T.81, B.2.2), and returns the size
// in it and its offset. peek returns n bytes of the picture, or nil.
func jpegSize(peek func(at int64, n int) []byte) (w, h, at int64) {
	at = 2
	for range maxSegments {
		b := peek(at, 4)
		if b == nil || b[0] != 0xFF {
			return 0, 0, 0
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
			return 0, 0, 0
		case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
			if b = peek(at, 9); b == nil {
				return 0, 0, 0
			}
			return int64(binary.BigEndian.Uint16(b[7:])), int64(binary.BigEndian.Uint16(b[5:])), at
		}
		at += 2 + n
	}
	return 0, 0, 0
}
