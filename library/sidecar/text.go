package sidecar

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

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

// isBinary reports whether a decoded file is not text: it has a NUL, other than at its
// end, where a power cut leaves some, or one character in 20 is a control character. A text of
// DOS can end with one.
func isBinary(s string) bool {
	s = strings.TrimRight(s, "\x00\x1A")
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

// xmlText decodes a file by its byte order mark, or else by its first line:
// <?xml version="1.0" encoding="…"?>.
func xmlText(b []byte) string {
	const firstLine = 200
	head, _, _ := bytes.Cut(b[:min(len(b), firstLine)], []byte("?>"))
	_, rest, said := bytes.Cut(head, []byte("encoding="))
	if !said || len(rest) == 0 {
		return codepage.Plain(b)
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	return named(string(name), b)
}

// pageText decodes a web page as xmlText does, or else by the charset in its head: <meta
// http-equiv="Content-Type" content="text/html; charset=…">.
func pageText(b []byte) string {
	const longest = 2048
	head := bytes.ToLower(b[:min(len(b), longest)])
	_, rest, said := bytes.Cut(head, []byte("charset="))
	if !said || bytes.Contains(head, []byte("encoding=")) {
		return xmlText(b)
	}
	name, _, _ := bytes.Cut(bytes.TrimLeft(rest, `"' `), []byte(`"`))
	return named(strings.TrimRight(string(name), "' "), b)
}

// named decodes a file that says that it has the encoding of this name. UTF-16 and UTF-8
// show without it, and windows-1252 is often declared wrongly.
func named(name string, b []byte) string {
	if _, is := codepage.UTF16(b); is {
		return codepage.Plain(b)
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return codepage.Plain(b)
	}
	if name, _ := htmlindex.Name(e); strings.HasPrefix(name, "utf-") || name == codepage.Western.Name {
		return codepage.Plain(b)
	}
	return decode(e, b)
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
