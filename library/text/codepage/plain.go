package codepage

import (
	"bytes"
	"unicode/utf8"

	xunicode "golang.org/x/text/encoding/unicode"
)

// Plain decodes a text file in UTF-8, UTF-16 or an old code page. Bytes that are invalid in
// its encoding become U+FFFD.
func Plain(b []byte) string {
	if order, is := UTF16(b); is {
		if s, err := xunicode.UTF16(order, xunicode.UseBOM).NewDecoder().Bytes(b); err == nil {
			return valid(string(s))
		}
	}
	rest, marked := bytes.CutPrefix(b, []byte("\xef\xbb\xbf"))
	if marked || mostlyUTF8(rest) {
		return valid(string(rest))
	}
	return valid(Of(rest).Decode(rest))
}

// valid replaces each byte that is not part of valid UTF-8 by U+FFFD.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// mostlyUTF8 reports whether a file is in UTF-8, possibly damaged. Text in another code
// page hardly ever has as many letters of UTF-8 as bytes that are not UTF-8.
func mostlyUTF8(b []byte) bool {
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
