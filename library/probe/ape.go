package probe

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

const (
	apeMark      = "APETAGEX"
	apeHeaderLen = 32

	// maxItems is the largest number of items of an APE tag that are read.
	maxItems = 4096

	// longestKey is the largest length of an APE item's key.
	longestKey = 255
)

// trailer describes the tags after the audio: several kinds, in any order.
type trailer struct {
	end   int64 // of the audio
	ape   int64 // start of the items of an APE tag, 0 if there is none
	items int64 // number of items
	size  int64 // length of the items in bytes
	old   bool  // APE version 1, whose text has no declared encoding
	v1    int64 // start of an ID3v1 tag, 0 if there is none
	id3   int64 // start of an ID3v2 tag, 0 if there is none
}

// readTrailer finds the tags at the end of a file. from is the start of the
// audio.
func readTrailer(s *source, from int64) trailer {
	t := trailer{end: s.size}
	const look = 256
	// In most files, all tags at the end are within the last 160 bytes.
	s.peek(max(from, s.size-look), look)
	for range 8 {
		before := t.end
		if v1 := t.end - id3v1Len; v1 >= from && t.v1 == 0 && bytes.HasPrefix(s.full(v1, 3), []byte("TAG")) {
			t.v1, t.end = v1, v1
			// Some files have a longer kind of ID3v1 before the usual one.
			const plusLen = 227
			if plus := v1 - plusLen; plus >= from && bytes.HasPrefix(s.full(plus, 4), []byte("TAG+")) {
				t.end = plus
			}
			continue
		}
		foot := t.end - apeHeaderLen
		if b := s.full(foot, apeHeaderLen); foot >= from && bytes.HasPrefix(b, []byte(apeMark)) {
			t.apeTag(b, foot, from)
		} else if b := s.full(t.end-id3HeaderLen, id3HeaderLen); t.end-id3HeaderLen >= from && bytes.HasPrefix(b, []byte("3DI")) {
			if at := t.end - 2*id3HeaderLen - syncsafe(b[6:]); at >= from && t.id3 == 0 && isID3(s.full(at, id3HeaderLen)) {
				t.id3, t.end = at, at
			}
		} else if n := lyricsLen(s, from, t.end); n > 0 {
			t.end -= n
		}
		if t.end == before {
			break
		}
	}
	return t
}

// apeTag moves the end of the audio before the APE tag with the given footer.
func (t *trailer) apeTag(footer []byte, at, from int64) {
	le := binary.LittleEndian
	size := int64(le.Uint32(footer[12:])) // includes the footer, not the header
	begin := at + apeHeaderLen - size
	if size < apeHeaderLen || begin < from {
		return
	}
	if t.ape == 0 && size > apeHeaderLen {
		t.ape, t.size, t.items = begin, size-apeHeaderLen, int64(le.Uint32(footer[16:]))
		t.old = le.Uint32(footer[8:]) < 2000
	}
	t.end = begin
	if le.Uint32(footer[20:])&(1<<31) != 0 && begin-apeHeaderLen >= from {
		t.end -= apeHeaderLen
	}
}

// apeLen returns the length of the APE tag that begins at an offset, 0 if there is none.
func apeLen(v view, at int64) int64 {
	b := v.peek(at, apeHeaderLen)
	le := binary.LittleEndian
	if len(b) < apeHeaderLen || !bytes.HasPrefix(b, []byte(apeMark)) || le.Uint32(b[20:])&(1<<29) == 0 { // it begins with a footer otherwise
		return 0
	}
	return apeHeaderLen + int64(le.Uint32(b[12:])) // includes the footer, not the header
}

// leadingAPE takes the APE tag that begins at an offset before the audio, where few programs
// write it, and returns the offset after it. Without one it returns at.
func (t *trailer) leadingAPE(s *source, at int64) int64 {
	n := apeLen(s, at)
	if n == 0 || at+n > s.size {
		return at
	}
	t.ape, t.size, t.items = at+apeHeaderLen, n-apeHeaderLen, int64(binary.LittleEndian.Uint32(s.full(at, apeHeaderLen)[16:]))
	if bytes.HasPrefix(s.full(at+n-apeHeaderLen, apeHeaderLen), []byte(apeMark)) {
		t.size -= apeHeaderLen
	}
	return at + n
}

// lyricsLen returns the length of the Lyrics3 tag that ends at end, or 0 if
// there is none. Version 2 has six digits for the length; version 1 has at most
// 5,100 bytes.
func lyricsLen(s *source, from, end int64) int64 {
	const digits, mark, longestOld = 6, 9, 5100
	b := s.full(end-digits-mark, digits+mark)
	if end-digits-mark < from || len(b) == 0 {
		return 0
	}
	switch string(b[digits:]) {
	case "LYRICS200":
		n, err := strconv.ParseInt(string(b[:digits]), 10, 32)
		if n += digits + mark; err == nil && n > digits+mark && end-n >= from {
			return n
		}
	case "LYRICSEND":
		at := max(from, end-longestOld-2*mark-2)
		if k := bytes.Index(s.peek(at, int(end-at)), []byte("LYRICSBEGIN")); k >= 0 {
			return end - at - int64(k)
		}
	}
	return 0
}

// readAPE reads the texts and pictures in an APE tag of version 1 or 2.
func readAPE(s *source, t trailer) (tags tagSet, cover *book.Cover) {
	tags = make(tagSet, 16)
	front := false
	var values joins
	at, end := t.ape, t.ape+t.size
	for range min(t.items, maxItems) {
		b := s.peek(at, int(min(8+longestKey+1, end-at)))
		if len(b) < 8+2 {
			break
		}
		size, flags := int64(binary.LittleEndian.Uint32(b)), binary.LittleEndian.Uint32(b[4:])
		k := bytes.IndexByte(b[8:], 0)
		value := at + 8 + int64(k) + 1
		if k < 1 || size > end-value {
			break
		}
		name := spell(string(b[8:][:k]))
		at = value + size
		switch kind := flags >> 1 & 3; {
		case strings.HasPrefix(name, "coverart") && (kind == 1 || t.old):
			if isFront := name == "coverart(front)"; cover == nil || !front && isFront {
				if c := apePicture(s, value, size); c != nil {
					cover, front = c, isFront
				}
			}
		case kind == 0 && name == cueSheet && size <= maxFrameText:
			tags[name] = string(s.load(value, size))
		case kind == 0 && vorbisNames.of(name) != "" && size <= maxFrameText:
			name = vorbisNames.of(name)
			for v := range bytes.SplitSeq(s.load(value, size), []byte{0}) {
				text := claimedUTF8(v)
				if t.old {
					text = codepage.Raw(v)
				}
				values.join(tags, name, text)
			}
		}
	}
	return tags, cover
}

// apePicture describes a picture, which follows its file name. Some programs write
// neither the name nor the zero after it.
func apePicture(s *source, at, size int64) *book.Cover {
	k := int64(bytes.IndexByte(s.peek(at, int(min(size, longestKey))), 0)) + 1
	if mime, _, _ := pictureSize(s.peek(at, int(min(size, pictureHead)))); mime != "" || k >= size {
		k = 0
	}
	return s.cover(at+k, size-k)
}
