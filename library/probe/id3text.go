package probe

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

// id3Name returns the dialect's name of a frame, or "" if the frame is not
// read. Names in version 2.2 have three letters.
func id3Name(b []byte) string {
	if len(b) == 4 && (b[3] == 0 || b[3] == ' ') {
		b = b[:3]
	}
	switch string(b) {
	case "TIT1", "TT1":
		return "tit1"
	case "TIT2", "TT2":
		return "tit2"
	case "TIT3", "TT3":
		return "tit3"
	case "TALB", "TAL":
		return "talb"
	case "TPE1", "TP1":
		return "tpe1"
	case "TPE2", "TP2":
		return "tpe2"
	case "TCOM", "TCM":
		return "tcom"
	case "TCON", "TCO":
		return "tcon"
	case "TRCK", "TRK":
		return "trck"
	case "TPOS", "TPA":
		return "tpos"
	case "TPUB", "TPB":
		return "tpub"
	case "TLAN", "TLA":
		return "tlan"
	case "TDRC":
		return "tdrc"
	case "TYER", "TYE":
		return "tyer"
	case "TDRL", "TDR":
		return "tdrl"
	case "MVNM", "MVN":
		return "mvnm"
	case "MVIN", "MVI":
		return "mvin"
	case "GRP1", "GP1":
		return "grp1"
	case "TXXX", "TXX":
		return "txxx"
	case "COMM", "COM":
		return "comm"
	case "APIC", "PIC":
		return "apic"
	case "CHAP":
		return "chap"
	case "SEEK":
		return "seek"
	}
	return ""
}

// userNames are the descriptions of TXXX frames that the dialect reads.
var userNames = func() map[string]bool {
	names := map[string]bool{}
	id3Dialect.all(func(name string) {
		if strings.HasPrefix(name, "txxx:") {
			names[name] = true
		}
	})
	return names
}()

// text stores a text frame under its name.
func (t *id3) text(name string, b []byte) {
	if len(b) < 2 {
		return
	}
	enc, b := b[0], b[1:]
	switch name {
	case "txxx":
		key, value, ok := cutText(enc, b)
		if !ok {
			return
		}
		switch key := "txxx:" + spell(clean(id3Text(enc, key))); {
		case key == "txxx:overdrivemediamarkers":
			t.markers = t.value(enc, value)
		case userNames[key]:
			t.tags.put(key, t.value(enc, value))
		}
	case "comm":
		if len(b) < 3 {
			return
		}
		about, value, ok := cutText(enc, b[3:])
		switch about := clean(id3Text(enc, about)); {
		case !ok || isToolNote(about):
		case about == "":
			t.tags.put("comm", t.value(enc, value))
		case t.comment == "":
			t.comment = clean(t.value(enc, value))
		}
	case "tcon":
		for value := range strings.SplitSeq(id3Text(enc, b), valueSep) {
			t.list("tcon", genreOf(value))
		}
	case "tpe1", "tpe2", "tcom":
		t.list(name, id3Text(enc, b))
	default:
		t.tags.put(name, t.value(enc, b))
	}
}

// value decodes the text of a field with a single value. Before version 2.4,
// text after a zero is to be ignored, but people and genres occur there all the
// same.
func (t *id3) value(enc byte, b []byte) string {
	if t.version < 4 {
		b, _, _ = cutText(enc, b)
	}
	return id3Text(enc, b)
}

// longestList bounds the text collected from frames of one name, in bytes.
const longestList = 4096

// list appends a value to those of earlier frames with the same name.
func (t *id3) list(name, value string) {
	had := t.tags[name]
	if value = clean(value); value != had && len(had) < longestList {
		t.tags.join(name, value)
	}
}

// isToolNote reports whether a comment with this description is a program's
// private note.
func isToolNote(about string) bool {
	for _, tool := range []string{"iTun", "ID3v1", "Songs-DB_", "MusicMatch_", "Performers_"} {
		if strings.HasPrefix(about, tool) {
			return true
		}
	}
	return false
}

// genreOf resolves genre numbers: "(12)(13)Refinement" in version 2.3, "12" in
// version 2.4.
func genreOf(value string) string {
	var all []string
	rest := strings.TrimSpace(value)
	for strings.HasPrefix(rest, "(") && !strings.HasPrefix(rest, "((") {
		word, after, ok := strings.Cut(rest[1:], ")")
		name, known := genreWord(word)
		if !ok || !known {
			break
		}
		all, rest = append(all, name), after
	}
	rest = strings.TrimSpace(rest)
	if strings.HasPrefix(rest, "((") {
		rest = rest[1:]
	}
	if name, known := genreWord(rest); known {
		rest = name
	}
	return strings.Join(append(all, rest), valueSep)
}

// genreWord resolves a genre number or one of the two letter codes beside the
// genres. A number without a name is known too, as no genre.
func genreWord(word string) (string, bool) {
	switch word {
	case "RX":
		return "Remix", true
	case "CR":
		return "Cover", true
	}
	n, err := strconv.ParseUint(word, 10, 8)
	return id3Genre(int(n)), err == nil
}

// The text encodings of ID3v2 (version 2.4, section 4).
const (
	latin1   = 0
	utf16BOM = 1
	utf16BE  = 2
	utf8Text = 3
)

// valueSep separates several values of a frame.
const valueSep = "; "

// cutText splits a text at its terminator. Without a terminator, everything is
// text.
func cutText(enc byte, b []byte) (text, rest []byte, ok bool) {
	if enc != utf16BOM && enc != utf16BE {
		return bytes.Cut(b, []byte{0})
	}
	for i := 0; i+2 <= len(b); i += 2 {
		if b[i] == 0 && b[i+1] == 0 {
			return b[:i], b[i+2:], true
		}
	}
	return b, nil, false
}

// id3Text decodes a text. Several values, separated by zeros, are joined.
func id3Text(enc byte, b []byte) string {
	var s string
	switch enc {
	case utf16BOM, utf16BE:
		s = utf16Text(b, enc == utf16BE)
	case utf8Text:
		s = book.UTF8(string(bytes.TrimPrefix(b, []byte("\uFEFF"))))
	case latin1:
		s = codepage.Raw(b) // many programs wrote their own code page
	default: // no valid encoding byte: the text begins at once
		s = codepage.Raw(append([]byte{enc}, b...))
	}
	s = strings.Trim(s, "\x00")
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	var all []string
	for v := range strings.SplitSeq(s, "\x00") {
		if v = clean(v); v != "" {
			all = append(all, v)
		}
	}
	return strings.Join(all, valueSep)
}

// utf16Text decodes UTF-16. Each value can begin with its own byte order mark.
// If a required mark is missing, the positions of zeros in common letters show
// the byte order. An odd last byte is dropped.
func utf16Text(b []byte, big bool) string {
	var order binary.ByteOrder = binary.LittleEndian
	if big || bigger(b) {
		order = binary.BigEndian
	}
	out := make([]byte, 0, len(b)/2+8)
	for first := true; len(b) >= 2; b = b[2:] {
		u := rune(order.Uint16(b))
		if first && (u == 0xFEFF || u == 0xFFFE) {
			if u == 0xFFFE && order == binary.LittleEndian {
				order = binary.BigEndian
			} else if u == 0xFFFE {
				order = binary.LittleEndian
			}
			first = false
			continue
		}
		first = u == 0
		if utf16.IsSurrogate(u) {
			if len(b) >= 4 {
				if r := utf16.DecodeRune(u, rune(order.Uint16(b[2:]))); r != utf8.RuneError {
					out = utf8.AppendRune(out, r)
					b = b[2:]
					continue
				}
			}
			u = utf8.RuneError
		}
		out = utf8.AppendRune(out, u)
	}
	return string(out)
}

// bigger reports whether UTF-16 without a byte order mark is big-endian.
func bigger(b []byte) bool {
	even, odd := 0, 0
	for i := 0; i+2 <= len(b); i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	return even > odd
}
