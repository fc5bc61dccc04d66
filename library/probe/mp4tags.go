package probe

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"lectern/library/book"
)

const (
	// maxAtomText is how much of one tag is read; the longest descriptions are a
	// hundredth of it.
	maxAtomText = 1 << 20

	// maxName is how long a free-form name may be.
	maxName = 256

	// maxKeys is how many names a list of keys may have.
	maxKeys = 1024
)

// The types of values (QuickTime File Format, well-known types).
const (
	valueUTF8      = 1
	valueUTF16     = 2
	valueUTF8Sort  = 4
	valueUTF16Sort = 5
	valueJPEG      = 13
	valuePNG       = 14
	valueSigned    = 21
	valueUnsigned  = 22
	valueBMP       = 27
)

const freeForm = "----:"

// mp4Names are the tags that are read: the names of mp4Dialect by their bytes in
// the file, in lower case.
var mp4Names = func() map[string]string {
	names := map[string]string{}
	mp4Dialect.all(func(name string) { names[strings.Replace(name, "©", "\xA9", 1)] = name })
	// The same in 3GPP's and QuickTime's words.
	for other, name := range map[string]string{
		"titl": "©nam", "albm": "©alb", "perf": "©art", "auth": "©art", "\xA9aut": "©art",
		"yrrc": "©day", "dscp": "desc", "\xA9des": "desc", "\xA9inf": "©cmt", "\xA9trk": "trkn", "\xA9com": "©wrt",
	} {
		names[other] = name
	}
	return names
}()

// keyNames are the names of keys, as spell spells them, that mean one of
// mp4Dialect's; any other is a free-form name.
var keyNames = map[string]string{
	"title": "©nam", "displayname": "©nam", "album": "©alb", "artist": "©art", "author": "©art", "albumartist": "aart",
	"composer": "©wrt", "genre": "©gen", "year": "©day", "date": "©day", "creationdate": "©day",
	"comment": "©cmt", "description": "desc", "synopsis": "ldes", "track": "trkn", "disc": "disk", "grouping": "©grp",
}

// atomName is the dialect's name of an atom, "" if the dialect has none.
func atomName(kind [4]byte) string {
	for i, c := range kind {
		if c >= 'A' && c <= 'Z' {
			kind[i] = c + 'a' - 'A'
		}
	}
	return mp4Names[string(kind[:])]
}

// readTags reads the tags of the movie from its udta and meta boxes, and says
// where Nero's chapters are. What stands in iTunes' way goes before what stands
// in QuickTime's and 3GPP's.
func (r *mp4) readTags(user mp4Box, metas []mp4Box) (nero mp4Box) {
	var texts []mp4Box
	if user.end != 0 {
		for b := range r.children(user) {
			switch {
			case b.is("meta"):
				r.readMeta(b)
			case b.is("chpl"):
				nero = b
			case atomName(b.kind) != "":
				texts = append(texts, b)
			}
		}
	}
	for _, b := range metas {
		r.readMeta(b)
	}
	for _, b := range texts {
		if b.kind[0] == 0xA9 {
			r.tags.put(atomName(b.kind), r.international(b))
		} else {
			r.asset(b)
		}
	}
	return nero
}

// readMeta reads a meta box, which is a full box in MP4 and a bare one in
// QuickTime, and describes the first picture in it.
func (r *mp4) readMeta(meta mp4Box) {
	at := meta.at
	if h := r.full(at, 8); h == nil {
		return
	} else if binary.BigEndian.Uint32(h) == 0 {
		at += 4
	}
	var keys []string
	for b := range r.boxes(at, meta.end) {
		switch string(b.kind[:]) {
		case "keys":
			keys = r.keys(b)
		case "ilst":
			for atom := range r.children(b) {
				switch {
				case atom.is("covr"):
					if r.cover == nil {
						r.cover = r.readCover(atom)
					}
				case atom.is("----"):
					r.free(atom)
				case atom.kind[0] == 0:
					if n := binary.BigEndian.Uint32(atom.kind[:]); n >= 1 && int64(n) <= int64(len(keys)) && keys[n-1] != "" {
						r.values(keys[n-1], atom)
					}
				default:
					if name := atomName(atom.kind); name != "" {
						r.values(name, atom)
					}
				}
			}
		}
	}
}

// keys reads a list of keys: the dialect's name of each, "" where it has none.
func (r *mp4) keys(b mp4Box) []string {
	var names []string
	for k := range r.boxes(b.at+8, b.end) { // each is laid out as a box
		if len(names) == maxKeys {
			break
		}
		key := spell(string(r.peek(k.at, int(min(k.len(), maxName)))))
		key = strings.TrimPrefix(key, "com.apple.quicktime.")
		name, ok := keyNames[key]
		if !ok {
			name = mp4Names[freeForm+key]
		}
		names = append(names, name)
	}
	return names
}

// free reads a free-form atom: what its name is counts, and not whose.
func (r *mp4) free(atom mp4Box) {
	for b := range r.children(atom) {
		if b.is("name") && b.len() > 4 {
			name := spell(string(r.peek(b.at+4, int(min(b.len()-4, maxName)))))
			if name = mp4Names[freeForm+name]; name != "" {
				r.values(name, atom)
			}
			return
		}
	}
}

// values puts what an atom holds: one value or several.
func (r *mp4) values(name string, atom mp4Box) {
	if _, had := r.tags[name]; had { // the first atom of a name counts
		return
	}
	for b := range r.children(atom) {
		if !b.is("data") || b.len() <= 8 {
			continue
		}
		h := r.full(b.at, 4)
		if h == nil {
			return
		}
		kind := binary.BigEndian.Uint32(h) & 0xFFFFFF
		r.tags.join(name, atomValue(name, kind, r.bytes(b.at+8, b.end)))
	}
}

// bytes are those of a value, good until the next read.
func (r *mp4) bytes(at, end int64) []byte {
	n := min(end-at, maxAtomText, r.size-at)
	if n <= windowLen {
		return r.peek(at, int(n))
	}
	return r.load(at, n)
}

// atomValue reads a value of a type as text.
func atomValue(name string, kind uint32, b []byte) string {
	number := func(b []byte) int { return int(binary.BigEndian.Uint16(b)) }
	plain := kind == valueUTF8 || kind == valueUTF8Sort || kind == valueUTF16 || kind == valueUTF16Sort
	switch {
	case (name == "trkn" || name == "disk") && !plain && len(b) >= 4:
		return strconv.Itoa(number(b[2:]))
	case name == "gnre" && !plain && len(b) >= 2:
		return id3Genre(number(b) - 1)
	case kind == valueUTF16, kind == valueUTF16Sort:
		return untilZero(utf16Text(b, true))
	case plain:
		return untilZero(string(b))
	case kind == valueSigned, kind == valueUnsigned, kind == 0 && len(b) <= 4 && !isText(b), kind >= 65 && kind <= 78:
		return integer(b, kind == valueSigned || kind >= 65 && kind <= 74)
	default:
		return appleText(b)
	}
}

// integer reads a number of up to eight bytes.
func integer(b []byte, signed bool) string {
	if len(b) == 0 || len(b) > 8 {
		return ""
	}
	var v uint64
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	if signed {
		blank := 64 - 8*len(b)
		return strconv.FormatInt(int64(v<<blank)>>blank, 10)
	}
	return strconv.FormatUint(v, 10)
}

// international reads the first of QuickTime's strings in an atom: a length, a
// language, the text. Some writers leave out the first two, and some put
// iTunes' kind of value there.
func (r *mp4) international(b mp4Box) string {
	if data, ok := r.box(b.at, b.end); ok && data.is("data") && data.len() > 8 {
		return appleText(r.bytes(data.at+8, data.end))
	}
	text := r.bytes(b.at, b.end)
	if len(text) >= 4 {
		if n := int(binary.BigEndian.Uint16(text)); n <= len(text) {
			return appleText(text[4:][:min(n, len(text)-4)])
		}
	}
	return appleText(text)
}

// asset reads one of 3GPP's atoms (TS 26.244, 8): a full box with a language
// and a text that ends with a zero, or a year.
func (r *mp4) asset(b mp4Box) {
	text := r.bytes(b.at, b.end)
	name := atomName(b.kind)
	switch {
	case len(text) < 6:
	case b.is("yrrc"):
		r.tags.put(name, strconv.Itoa(int(binary.BigEndian.Uint16(text[4:]))))
	default:
		if b.is("gnre") {
			name = "©gen"
		}
		r.tags.put(name, appleText(text[6:])) // behind a zero an album has a track's number
	}
}

// readCover describes the first picture of a covr atom.
func (r *mp4) readCover(covr mp4Box) *book.Cover {
	for b := range r.children(covr) {
		if !b.is("data") || b.len() <= 8 {
			continue
		}
		h := r.full(b.at, 4)
		if h == nil {
			return nil
		}
		kind := binary.BigEndian.Uint32(h) & 0xFFFFFF
		c := pictureAt(r.source, b.at+8, b.len()-8)
		if c.MIME == "" {
			switch kind {
			case valueJPEG:
				c.MIME = "image/jpeg"
			case valuePNG:
				c.MIME = "image/png"
			case valueBMP:
				c.MIME = "image/bmp"
			default:
				continue
			}
		}
		return c
	}
	return nil
}

// appleText decodes a text of which it is not said how it is written: with a
// mark of UTF-16, in UTF-8, or as a Macintosh of old wrote it.
func appleText(b []byte) string {
	switch {
	case len(b) >= 2 && (b[0] == 0xFE && b[1] == 0xFF || b[0] == 0xFF && b[1] == 0xFE):
		return untilZero(utf16Text(b, false))
	case utf8.Valid(b):
		return untilZero(string(b))
	}
	s, err := charmap.Macintosh.NewDecoder().Bytes(b)
	if err != nil {
		s = b
	}
	return untilZero(string(s))
}

// untilZero is a text without what follows a zero in it.
func untilZero(s string) string {
	before, _, _ := strings.Cut(strings.TrimLeft(s, "\x00"), "\x00")
	return before
}
