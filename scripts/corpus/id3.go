package corpus

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

// The text encodings of ID3v2.
const (
	latin1  byte = 0
	utf16le byte = 1 // with a byte order mark
	utf16be byte = 2 // without one; version 2.4 only
	utf8enc byte = 3 // version 2.4 only
)

// id3Tag collects the frames of an ID3v2 tag.
type id3Tag struct {
	version  int  // 2, 3 or 4
	encoding byte // of text; a text that Latin-1 cannot hold is written in UTF-16
	unsync   bool
	padding  int
	frames   []byte
}

// shortNames maps the frames of later versions to their names in version 2.2.
var shortNames = map[string]string{
	"TIT1": "TT1", "TIT2": "TT2", "TIT3": "TT3", "TALB": "TAL", "TPE1": "TP1", "TPE2": "TP2", "TCOM": "TCM",
	"TDRC": "TYE", "TYER": "TYE", "TCON": "TCO", "TRCK": "TRK", "TPOS": "TPA", "TPUB": "TPB", "TLAN": "TLA",
	"TXXX": "TXX", "COMM": "COM", "APIC": "PIC", "GRP1": "GP1", "MVNM": "MVN", "MVIN": "MVI", "TENC": "TEN",
}

// frame adds a frame, with the name that it has in the tag's version.
func (t *id3Tag) frame(name string, parts ...[]byte) {
	body := bytes.Join(parts, nil)
	switch t.version {
	case 2:
		size := be32(len(body))
		t.frames = append(append(append(t.frames, shortNames[name]...), size[1:]...), body...)
	case 3:
		if name == "TDRC" {
			name = "TYER"
		}
		t.frames = append(append(append(append(t.frames, name...), be32(len(body))...), 0, 0), body...)
	default:
		flags := byte(0)
		if t.unsync {
			// Unsynchronised frame by frame, with the original length in front.
			body = append(synchsafe(len(body)), unsynchronise(body)...)
			flags = 0x03
		}
		t.frames = append(append(append(append(t.frames, name...), synchsafe(len(body))...), 0, flags), body...)
	}
}

// text adds a text frame. A name "TXXX:KEY" adds a user-defined text, and "COMM" a
// comment.
func (t *id3Tag) text(name, value string) {
	enc := t.encode(value)
	if key, ok := strings.CutPrefix(name, "TXXX:"); ok {
		t.frame("TXXX", []byte{enc}, encodeText(enc, key), zero(enc), encodeText(enc, value))
		return
	}
	if name == "COMM" {
		t.frame(name, []byte{enc}, []byte("eng"), encodeText(enc, ""), zero(enc), encodeText(enc, value))
		return
	}
	t.frame(name, []byte{enc}, encodeText(enc, value))
}

// picture adds an attached picture; kind 3 is the front cover.
func (t *id3Tag) picture(mime string, kind byte, description string, data []byte) {
	enc := t.encode(description)
	format := append([]byte(mime), 0)
	if t.version == 2 {
		format = []byte("JPG")
		if mime == "image/png" {
			format = []byte("PNG")
		}
	}
	t.frame("APIC", []byte{enc}, format, []byte{kind}, encodeText(enc, description), zero(enc), data)
}

// chapters adds CHAP frames and the CTOC that orders them.
func (t *id3Tag) chapters(chapters []Chapter) {
	var ids []byte
	for i, c := range chapters {
		id := append([]byte("ch"), byte('0'+i/100), byte('0'+i/10%10), byte('0'+i%10), 0)
		ids = append(ids, id...)
		sub := id3Tag{version: t.version, encoding: t.encoding}
		sub.text("TIT2", c.Title)
		none := be32(-1)
		t.frame("CHAP", id, be32(int(c.Start*1000+0.5)), be32(int(c.End*1000+0.5)), none, none, sub.frames)
	}
	t.frame("CTOC", []byte("toc\x00"), []byte{3, byte(len(chapters))}, ids)
}

// slips reports whether ffprobe 5.1 loses its place in the tag: before version 2.4, it
// takes the size of a frame for its size after unsynchronisation.
func (t *id3Tag) slips() bool {
	return t.unsync && t.version < 4 && len(unsynchronise(t.frames)) != len(t.frames)
}

// bytes returns the tag with its header.
func (t *id3Tag) bytes() []byte {
	body := append(slices.Clip(t.frames), make([]byte, t.padding)...)
	flags := byte(0)
	if t.unsync {
		flags = 0x80
		if t.version < 4 {
			body = unsynchronise(body)
		}
	}
	head := append([]byte{'I', 'D', '3', byte(t.version), 0, flags}, synchsafe(len(body))...)
	return append(head, body...)
}

// encode returns the encoding for a text: the tag's, unless Latin-1 cannot hold the
// text.
func (t *id3Tag) encode(value string) byte {
	if t.encoding == latin1 && strings.ContainsFunc(value, func(r rune) bool { return r > 0xff }) {
		return utf16le
	}
	return t.encoding
}

func encodeText(enc byte, s string) []byte {
	switch enc {
	case latin1:
		return toLatin1(s)
	case utf16le:
		out := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
		return out
	case utf16be:
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.BigEndian.AppendUint16(out, u)
		}
		return out
	default:
		return []byte(s)
	}
}

// zero returns the bytes that end a text in an encoding.
func zero(enc byte) []byte {
	if enc == utf16le || enc == utf16be {
		return []byte{0, 0}
	}
	return []byte{0}
}

// toLatin1 encodes a text in Latin-1; question marks replace other characters.
func toLatin1(s string) []byte {
	var out []byte
	for _, r := range s {
		if r > 0xff {
			r = '?'
		}
		out = append(out, byte(r))
	}
	return out
}

func synchsafe(n int) []byte {
	return []byte{byte(n >> 21 & 127), byte(n >> 14 & 127), byte(n >> 7 & 127), byte(n & 127)}
}

// unsynchronise puts a zero after each 0xFF that could begin an MPEG frame.
func unsynchronise(data []byte) []byte {
	out := make([]byte, 0, len(data)+16)
	for i, b := range data {
		out = append(out, b)
		if b == 0xff && (i+1 == len(data) || data[i+1] >= 0xe0 || data[i+1] == 0) {
			out = append(out, 0)
		}
	}
	return out
}

// id3v1 returns the old tag of 128 bytes at the end of a file.
func id3v1(f Fields) []byte {
	field := func(s string, n int) []byte {
		out := make([]byte, n)
		copy(out, toLatin1(s))
		return out
	}
	year := ""
	if f.Year > 0 {
		year = fourDigits(f.Year)
	}
	return bytes.Join([][]byte{
		[]byte("TAG"), field(f.Title, 30), field(f.Artist, 30), field(f.Album, 30), field(year, 4),
		field("", 28), {0, byte(f.Track), id3v1Genre},
	}, nil)
}

// id3v1Genre is Audiobook in the list of genres as Winamp extended it.
const id3v1Genre = 183

// cutLatin1 returns a text as ID3v1 keeps it.
func cutLatin1(s string) string {
	var out strings.Builder
	for i, b := range toLatin1(s) {
		if i == 30 {
			break
		}
		out.WriteRune(rune(b))
	}
	return strings.TrimRight(out.String(), " ")
}
