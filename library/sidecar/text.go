package sidecar

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	xunicode "golang.org/x/text/encoding/unicode"

	"lectern/library/book"
)

const (
	// maxLine is the longest title or name, in bytes; what stands behind is cut
	// off. The longest real titles have some 300.
	maxLine = 4 << 10
	// maxList is the most names, series or genres in a list: the largest casts
	// have some two hundred.
	maxList = 1000
	// maxChapters is the most chapters in a file: the Bible has 1,189.
	maxChapters = 10_000
)

// unicodeText decodes a file in UTF-8 or UTF-16. Without a byte order mark it
// is UTF-16 where every other byte of its beginning is zero. What is not valid
// becomes U+FFFD.
func unicodeText(b []byte) string {
	if order, is := utf16Order(b); is {
		return decode(xunicode.UTF16(order, xunicode.UseBOM), b)
	}
	return book.UTF8(string(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))))
}

// oldText decodes a file that is in Windows-1252 where it is not Unicode.
func oldText(b []byte) string {
	if _, is := utf16Order(b); !is && !utf8.Valid(b) {
		return decode(charmap.Windows1252, b)
	}
	return unicodeText(b)
}

// xmlText decodes a file as its byte order mark, else its first line says:
// <?xml version="1.0" encoding="…"?>.
func xmlText(b []byte) string {
	const firstLine = 200
	head, _, _ := bytes.Cut(b[:min(len(b), firstLine)], []byte("?>"))
	_, rest, said := bytes.Cut(head, []byte("encoding="))
	if _, is := utf16Order(b); is || !said || len(rest) == 0 {
		return unicodeText(b)
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	e, err := htmlindex.Get(string(name))
	if err != nil {
		return unicodeText(b)
	}
	if name, _ := htmlindex.Name(e); strings.HasPrefix(name, "utf-") {
		return unicodeText(b) // one that says UTF-16 and got here is none
	}
	return decode(e, b)
}

// utf16Order tells whether b is UTF-16, and in which order.
func utf16Order(b []byte) (xunicode.Endianness, bool) {
	const look = 16 // bytes of a beginning in Latin script, as markup has it
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return xunicode.LittleEndian, true
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return xunicode.BigEndian, true
	case len(b) < 4:
		return xunicode.LittleEndian, false
	}
	var zeros [2]int
	n := min(len(b), look) &^ 1
	for i, c := range b[:n] {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[0] == 0 && zeros[1] == n/2:
		return xunicode.LittleEndian, true
	case zeros[1] == 0 && zeros[0] == n/2:
		return xunicode.BigEndian, true
	default:
		return xunicode.LittleEndian, false
	}
}

// decode decodes all of b; it cannot fail, as the decoders put U+FFFD where
// something makes no sense.
func decode(e encoding.Encoding, b []byte) string {
	s, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return book.UTF8(string(b))
	}
	return book.UTF8(string(s))
}

// line makes one line of a text: runs of space and control characters become a
// space. It is cut at maxLine.
func line(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(s) <= maxLine {
		return s
	}
	end := maxLine
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.TrimSpace(s[:end])
}

// prose is a text of many lines, without control characters and the space
// around it.
func prose(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			return -1
		default:
			return r
		}
	}, s))
}

// list is the texts that say something, as lines, each once.
func list(texts []string) (lines []string) {
	seen := map[string]bool{}
	for _, s := range texts {
		if s = line(s); s != "" && !seen[s] && len(lines) < maxList {
			seen[s] = true
			lines = append(lines, s)
		}
	}
	return lines
}

// series takes "Name #Part" apart. The part has no space and no "#" in it.
func series(s string) book.Series {
	s = line(s)
	if i := strings.LastIndex(s, " #"); i > 0 && i+2 < len(s) && !strings.ContainsAny(s[i+2:], " ") {
		return book.Series{Name: strings.TrimSpace(s[:i]), Part: s[i+2:]}
	}
	return book.Series{Name: s}
}

// place is a series as two fields of a file say it.
func place(name, part string) book.Series {
	return book.Series{Name: line(name), Part: strings.TrimPrefix(line(part), "#")}
}

// seriesList is those that have a name, each once.
func seriesList(all []book.Series) (kept []book.Series) {
	seen := map[string]bool{}
	for _, s := range all {
		if s.Name != "" && !seen[s.Name] && len(kept) < maxList {
			seen[s.Name] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// year is the year that a date begins with, or 0. Calibre writes the year 101
// for a date that it does not know.
func year(s string) int {
	const first = 1000
	s = strings.TrimSpace(s)
	if digits(s) != 4 {
		return 0
	}
	y, err := strconv.Atoi(s[:4])
	if err != nil || y < first {
		return 0
	}
	return y
}
