package probe

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/codepage"
	"lectern/library/text/words"
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
	case "TPE3", "TP3":
		return "tpe3"
	case "TPE4", "TP4":
		return "tpe4"
	case "TMCL":
		return "tmcl"
	case "TIPL", "IPLS", "IPL":
		return "tipl"
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
	case "TDOR":
		return "tdor"
	case "TORY", "TOR":
		return "tory"
	case "TDES", "TDS":
		return "tdes"
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

// text stores a text frame under its name.
func (t *id3) text(name string, b []byte) {
	if len(b) < 2 {
		return
	}
	enc, b := b[0], b[1:]
	switch name {
	case "txxx":
		about, value, ok := cutText(enc, b)
		if !ok {
			return
		}
		key := spell(clean(id3Text(enc, about)))
		if name = userNames.of(key); name != "" {
			t.store(name, enc, value)
		} else if key == "overdrivemediamarkers" {
			t.markers = t.value(enc, value)
		} else if key == cueSheet {
			t.cue = id3Text(enc, value)
		}
	case "comm":
		if len(b) < 3 {
			return
		}
		about, value, ok := cutText(enc, b[3:])
		switch about := clean(id3Text(enc, about)); {
		case !ok:
		case about == "":
			t.tags.put("comm", t.value(enc, value))
		case strings.EqualFold(about, "ID3v1 Comment"):
			if t.oldComment == "" {
				t.oldComment = clean(t.value(enc, value))
			}
		case t.comment == "" && !isToolNote(about):
			if value := clean(t.value(enc, value)); isProse(value) || isAbout(about) {
				t.comment = value
			}
		}
	case "tcon":
		for value := range strings.SplitSeq(clean(id3Text(enc, b)), valueSep) {
			t.values.join(t.tags, "tcon", genreOf(value))
		}
	case "tmcl", "tipl":
		t.credits(name, id3Values(enc, b))
	default:
		t.store(name, enc, b)
	}
}

// store stores the value of a frame, or all its values if a field can have several.
func (t *id3) store(name string, enc byte, b []byte) {
	if severalNames[name] {
		value := id3Text(enc, b)
		if len(value) > maxJoined {
			if end := strings.LastIndex(value[:maxJoined], valueSep); end > 0 {
				value = value[:end]
			}
		}
		t.values.join(t.tags, name, value)
	} else {
		t.tags.put(name, t.value(enc, b))
	}
}

// credits stores the narrators and contributors from a list of people. The list
// alternates between a role and the person who has it.
func (t *id3) credits(name string, list []string) {
	for ; len(list) >= 2; list = list[2:] {
		did, who := list[0], list[1]
		if words.Is(did, words.Speaks) {
			t.values.join(t.tags, name, who)
		} else if who != "" {
			for role := range words.ContributionOf(did).All() {
				t.values.join(t.tags, "tipl:", who+" ("+role+")")
			}
		}
	}
}

// value decodes the text of a field with a single value. Before version 2.4,
// text after a zero is to be ignored.
func (t *id3) value(enc byte, b []byte) string {
	if t.version < 4 {
		b, _, _ = cutText(enc, b)
	}
	return id3Text(enc, b)
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

// isAbout reports whether the description of a comment says that the comment describes
// the book.
func isAbout(about string) bool {
	switch spell(about) {
	case "description", "longdescription", "comment", "comments", "synopsis", "summary":
		return true
	}
	return false
}

// isProse reports whether a text has a word of letters. Texts that programs write about
// loudness, versions and ratings have only numbers, codes and units.
func isProse(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if !text.IsASCII(word) {
			return true
		}
		word = strings.Trim(word, ".,;:!?\"'()")
		code := strings.IndexFunc(word, func(r rune) bool { return text.Letter(byte(r)) < 'a' && r != '-' && r != '\'' }) >= 0
		hex := strings.Trim(word, "0123456789ABCDEFabcdef") == ""
		if unit, _ := text.Lookup(units, word); !code && !hex && !unit && len(word) > 1 {
			return true
		}
	}
	return false
}

// units are words that stand beside numbers, by their keys.
var units = map[string]bool{"db": true, "dbfs": true, "lu": true, "lufs": true, "hz": true, "khz": true, "ms": true, "kbps": true, "peak": true, "gain": true}

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

// genreWord resolves a genre number or one of the two letter codes for genres. A number
// without a name is known as no genre.
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

// cutText splits a text at its terminator. Without a terminator, everything is
// text. Some programs end a text in UTF-16 with a single zero, which a byte order mark follows.
func cutText(enc byte, b []byte) (text, rest []byte, ok bool) {
	if enc != utf16BOM && enc != utf16BE {
		return bytes.Cut(b, []byte{0})
	}
	for i := 0; i+2 <= len(b); i += 2 {
		switch {
		case b[i] != 0:
		case b[i+1] == 0:
			return b[:i], b[i+2:], true
		case enc == utf16BOM && marked(b[i+1:]):
			return b[:i], b[i+1:], true
		}
	}
	return b, nil, false
}

// id3Text decodes a text. Several values, separated by zeros, are joined.
func id3Text(enc byte, b []byte) string {
	s := id3Raw(enc, b)
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	var all []string
	seen := map[string]bool{}
	for v := range strings.SplitSeq(s, "\x00") {
		if v = clean(v); v != "" && !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	return strings.Join(all, valueSep)
}

// id3Values decodes the values of a text, each of which can be empty.
func id3Values(enc byte, b []byte) []string {
	all := strings.Split(id3Raw(enc, b), "\x00")
	for i, v := range all {
		all[i] = clean(v)
	}
	return all
}

// id3Raw decodes a text. Zeros separate several values.
func id3Raw(enc byte, b []byte) string {
	var s string
	switch enc {
	case utf16BOM, utf16BE:
		s = utf16Text(b, enc == utf16BE)
	case utf8Text:
		s = claimedUTF8(bytes.TrimPrefix(b, []byte("\uFEFF")))
	case latin1:
		s = codepage.Raw(b) // many programs wrote their own code page
	default: // no valid encoding byte: the text begins at once
		s = codepage.Raw(append([]byte{enc}, b...))
	}
	return strings.Trim(s, "\x00")
}

// utf16Text decodes UTF-16. Each value can begin with its own byte order mark. If a required
// mark is missing, the text shows the byte order. An odd last byte is dropped.
func utf16Text(b []byte, big bool) string {
	if big || !marked(b) && codepage.Bigger(b) {
		return utf16In(binary.BigEndian, b)
	}
	return utf16In(binary.LittleEndian, b)
}

// marked reports whether a text begins with a byte order mark.
func marked(b []byte) bool {
	return len(b) >= 2 && (b[0] == 0xFF && b[1] == 0xFE || b[0] == 0xFE && b[1] == 0xFF)
}

// utf16In is utf16Text for a text in this byte order, unless a mark says otherwise.
func utf16In(order binary.ByteOrder, b []byte) string {
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
