package probe

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

const (
	// maxAtomText is the largest part of a tag that is read. The longest
	// descriptions are a hundredth of it.
	maxAtomText = 1 << 20

	// maxName is the largest length of a free-form name.
	maxName = 256

	// maxKeys is the largest number of names in a list of keys.
	maxKeys = 1024
)

// Types of values (QuickTime File Format, well-known types).
const (
	valueUTF8      = 1
	valueUTF16     = 2
	valueUTF8Sort  = 4
	valueUTF16Sort = 5
	valueSigned    = 21
	valueUnsigned  = 22
)

const freeForm = "----:"

// mp4Names maps the names as they are in the file, in lower case, to the names in
// mp4Dialect.
var mp4Names = func() map[string]string {
	names := map[string]string{}
	mp4Dialect.all(func(name string) { names[strings.Replace(name, "©", "\xA9", 1)] = name })
	// The names of 3GPP and QuickTime for the same tags.
	for other, name := range map[string]string{
		"titl": "©nam", "albm": "©alb", "perf": "©art", "auth": "©art", "\xA9aut": "©art",
		"yrrc": "©day", "dscp": "desc", "\xA9des": "desc", "\xA9inf": "©cmt", "\xA9trk": "trkn", "\xA9com": "©wrt",
	} {
		names[other] = name
	}
	return names
}()

// keyNames maps keys, in the form of spell, to names in mp4Dialect. Any other
// key is a free-form name.
var keyNames = map[string]string{
	"title": "©nam", "displayname": "©nam", "album": "©alb", "artist": "©art", "author": "©art", "albumartist": "aart",
	"composer": "©wrt", "genre": "©gen", "year": "©day", "date": "©day", "creationdate": "©day",
	"comment": "©cmt", "description": "desc", "synopsis": "ldes", "track": "trkn", "disc": "disk", "grouping": "©grp",
}

// atomName returns the dialect's name of an atom, or "" if it has none.
func atomName(kind [4]byte) string {
	for i, c := range kind {
		if c >= 'A' && c <= 'Z' {
			kind[i] = c + 'a' - 'A'
		}
	}
	return mp4Names[string(kind[:])]
}

// readTags reads the tags in udta and meta boxes, and returns the box of Nero's
// chapters. Some editors leave several of either kind; of two boxes with the same tag,
// the first wins. Tags in iTunes format win over those in the formats of QuickTime and
// 3GPP.
func (r *mp4) readTags(users, metas []mp4Box) (nero mp4Box) {
	var texts []mp4Box
	for _, user := range users {
		for b := range r.children(user) {
			switch {
			case b.is("meta"):
				r.readMeta(b)
			case b.is("chpl") && nero.end == 0:
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

// readMeta reads a meta box, which is a full box in MP4 and a plain one in
// QuickTime. It also describes the first picture.
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
			r.noteEarlier()
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

// noteEarlier notes the names of the tags that have been read so far. Later lists add
// no values to them.
func (r *mp4) noteEarlier() {
	if len(r.tags) > 0 {
		r.earlier = make(map[string]bool, len(r.tags))
		for name := range r.tags {
			r.earlier[name] = true
		}
	}
}

// keys reads a list of keys. It returns the dialect's name of each, or "".
func (r *mp4) keys(b mp4Box) []string {
	var names []string
	for k := range r.boxes(b.at+8, b.end) { // each has the layout of a box
		if len(names) == maxKeys {
			break
		}
		key := spell(string(r.peek(k.at, int(min(k.len(), maxName)))))
		key = strings.TrimPrefix(key, "com.apple.quicktime.")
		name, ok := keyNames[key]
		if !ok {
			name = freeNames.of(key)
		}
		names = append(names, name)
	}
	return names
}

// free reads a free-form atom. The namespace of its name is ignored.
func (r *mp4) free(atom mp4Box) {
	for b := range r.children(atom) {
		if b.is("name") && b.len() > 4 {
			name := spell(string(r.peek(b.at+4, int(min(b.len()-4, maxName)))))
			if name == cueSheet && r.sheet == "" {
				r.sheet = r.value(atom)
			} else if name = freeNames.of(name); name != "" {
				r.values(name, atom)
			}
			return
		}
	}
}

// value returns the first value of a free-form atom.
func (r *mp4) value(atom mp4Box) string {
	for b := range r.children(atom) {
		if h := r.full(b.at, 4); b.is("data") && b.len() > 8 && h != nil {
			kind := binary.BigEndian.Uint32(h) & 0xFFFFFF
			return atomValue("", kind, r.bytes(b.at+8, b.end))
		}
	}
	return ""
}

// values stores the values of an atom: one or several. Some taggers write several
// values as several atoms with the same name.
func (r *mp4) values(name string, atom mp4Box) {
	if _, had := r.tags[name]; had && (!severalNames[name] || r.earlier[name]) { // the first atom with this name wins
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
		value := atomValue(name, kind, r.bytes(b.at+8, b.end))
		if name == "tves" && value == "0" { // iTunes writes 0 for no episode
			continue
		}
		r.joined.join(r.tags, name, value)
	}
}

// bytes returns the bytes of a value. They are valid until the next read.
func (r *mp4) bytes(at, end int64) []byte {
	n := min(end-at, maxAtomText, r.size-at)
	if n <= windowLen {
		return r.peek(at, int(n))
	}
	return r.load(at, n)
}

// atomValue returns a value as text.
func atomValue(name string, kind uint32, b []byte) string {
	number := func(b []byte) int { return int(binary.BigEndian.Uint16(b)) }
	plain := kind == valueUTF8 || kind == valueUTF8Sort || kind == valueUTF16 || kind == valueUTF16Sort
	switch {
	case (name == "trkn" || name == "disk") && !plain && len(b) >= 4:
		s := strconv.Itoa(number(b[2:]))
		if len(b) >= 6 && number(b[4:]) > 0 {
			s += "/" + strconv.Itoa(number(b[4:]))
		}
		return s
	case name == "gnre" && !plain && len(b) >= 2:
		return id3Genre(number(b) - 1)
	case kind == valueUTF16, kind == valueUTF16Sort:
		return untilZero(utf16Text(b, true))
	case plain:
		return untilZero(claimedUTF8(b))
	case kind == valueSigned, kind == valueUnsigned, kind == 0 && len(b) <= 4 && !isText(b), kind >= 65 && kind <= 78:
		return integer(b, kind == valueSigned || kind >= 65 && kind <= 74)
	default:
		return appleText(b)
	}
}

// integer decodes a number of up to eight bytes.
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

// international reads the first QuickTime string in an atom: a length, a
// language, the text. Some writers omit the first two, and some write a value
// in iTunes format.
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

// asset reads an atom of 3GPP (TS 26.244, 8): a full box with a language and a
// text that ends with a zero, or a year.
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
		r.tags.put(name, appleText(text[6:])) // in an album, a track number follows the zero
	}
}

// readCover describes the first picture of a covr atom that can be shown.
func (r *mp4) readCover(covr mp4Box) *book.Cover {
	for b := range r.children(covr) {
		if b.is("data") && b.len() > 8 {
			if c := r.source.cover(b.at+8, b.len()-8); c != nil {
				return c
			}
		}
	}
	return nil
}

// appleText decodes a text of undeclared encoding: UTF-16 with a byte order mark, UTF-8, or
// Mac Roman.
func appleText(b []byte) string { return undeclared(b, macRoman) }

// undeclared decodes a text in UTF-16 with a byte order mark, in UTF-8, or as other does. Where
// the length of a text is limited, its last character can be cut off.
func undeclared(b []byte, other func([]byte) string) string {
	switch {
	case len(b) >= 2 && (b[0] == 0xFE && b[1] == 0xFF || b[0] == 0xFF && b[1] == 0xFE):
		return untilZero(utf16Text(b, false))
	case utf8.Valid(b):
		return untilZero(string(b))
	case codepage.IsUTF8(b):
		return untilZero(codepage.Western.Decode(b))
	}
	return untilZero(other(b))
}

func macRoman(b []byte) string {
	s, err := charmap.Macintosh.NewDecoder().Bytes(b)
	if err != nil {
		s = b
	}
	return string(s)
}

// untilZero returns the part of a text before the first zero.
func untilZero(s string) string {
	before, _, _ := strings.Cut(strings.TrimLeft(s, "\x00"), "\x00")
	return before
}
