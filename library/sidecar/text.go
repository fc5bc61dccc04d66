package sidecar

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	xunicode "golang.org/x/text/encoding/unicode"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/codepage"
)

const (
	// maxLine is the largest length of a title or name, in bytes; the rest is cut
	// off. The longest real titles have about 300.
	maxLine = 4 << 10
	// maxList is the largest number of names, series or genres in a list. The
	// largest casts have about two hundred.
	maxList = 1000
	// maxChapters is the largest number of chapters in a file. The Bible has 1,189.
	maxChapters = 10_000
)

// plainText decodes a file in UTF-8, UTF-16 or an old code page. Without a byte
// order mark, it is UTF-16 if every other byte at its beginning is zero, and in a
// code page if it is not UTF-8. A few bytes that are not UTF-8 become U+FFFD.
func plainText(b []byte) string {
	if order, is := utf16Order(b); is {
		return decode(xunicode.UTF16(order, xunicode.UseBOM), b)
	}
	rest, marked := bytes.CutPrefix(b, []byte("\xef\xbb\xbf"))
	if marked || isUTF8(rest) {
		return book.UTF8(string(rest))
	}
	return book.UTF8(codepage.Of(rest).Decode(rest))
}

// isBinary reports whether a decoded file is no text: it has a NUL, other than at its
// end, where a power cut leaves some, or one character in 20 is a control character.
func isBinary(s string) bool {
	s = strings.TrimRight(s, "\x00")
	controls := 0
	for _, r := range s {
		if r == 0 {
			return true
		}
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			controls++
		}
	}
	return controls*20 > len(s)
}

// isUTF8 reports whether a file is in UTF-8, possibly damaged. Text in another code
// page hardly ever has as many letters of UTF-8 as bytes that are not UTF-8.
func isUTF8(b []byte) bool {
	letters, broken := 0, 0
	for len(b) > 0 {
		switch r, n := utf8.DecodeRune(b); {
		case r == utf8.RuneError && n == 1:
			broken++
			b = b[1:]
		default:
			if n > 1 {
				letters++
			}
			b = b[n:]
		}
	}
	return letters >= broken
}

// xmlText decodes a file by its byte order mark, or else by its first line:
// <?xml version="1.0" encoding="…"?>.
func xmlText(b []byte) string {
	const firstLine = 200
	head, _, _ := bytes.Cut(b[:min(len(b), firstLine)], []byte("?>"))
	_, rest, said := bytes.Cut(head, []byte("encoding="))
	if _, is := utf16Order(b); is || !said || len(rest) == 0 {
		return plainText(b)
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	e, err := htmlindex.Get(string(name))
	if err != nil {
		return plainText(b)
	}
	if name, _ := htmlindex.Name(e); strings.HasPrefix(name, "utf-") || name == codepage.Western.Name {
		return plainText(b) // UTF-16 would have been recognized before; windows-1252 is often declared wrongly
	}
	return decode(e, b)
}

// utf16Order reports whether b is UTF-16, and its byte order.
func utf16Order(b []byte) (xunicode.Endianness, bool) {
	const look = 16 // bytes at the beginning, which are Latin script in markup
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

// decode decodes all of b. It cannot fail, because the decoders replace invalid
// input by U+FFFD.
func decode(e encoding.Encoding, b []byte) string {
	s, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return book.UTF8(string(b))
	}
	return book.UTF8(string(s))
}

// line returns a text as one line of at most maxLine bytes. Runs of white space
// and control characters become one space, and entities of HTML the characters that they
// stand for.
func line(s string) string {
	s = strings.Join(strings.FieldsFunc(text.Unescape(s), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(s) <= maxLine {
		return s
	}
	end := maxLine
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return strings.TrimSpace(s[:end])
}

// prose returns a text of several lines without control characters, entities of HTML and
// surrounding white space.
func prose(s string) string {
	s = strings.ReplaceAll(text.Unescape(s), "\r\n", "\n")
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

// list returns texts as lines, without empty ones and duplicates.
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

// series splits "Name #Part". A part contains neither a space nor "#".
func series(s string) book.Series {
	s = line(s)
	if i := strings.LastIndex(s, " #"); i > 0 && i+2 < len(s) && !strings.ContainsAny(s[i+2:], " ") {
		return book.Series{Name: strings.TrimSpace(s[:i]), Part: s[i+2:]}
	}
	return book.Series{Name: s}
}

// place returns a series from its two fields in a file.
func place(name, part string) book.Series {
	return book.Series{Name: line(name), Part: strings.TrimPrefix(line(part), "#")}
}

// seriesList removes series without a name and duplicates.
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
