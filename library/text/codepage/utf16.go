package codepage

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	xunicode "golang.org/x/text/encoding/unicode"
)

// UTF16 reports whether a text file is in UTF-16, and its byte order. Without a byte order
// mark it has zeros or control characters, as no other text has: in most alphabets, most
// halves of characters are one. East Asian texts have only few, and make no sense in UTF-8; one
// without a zero, and so without a space, has no other characters.
func UTF16(b []byte) (order xunicode.Endianness, is bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return xunicode.LittleEndian, true
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return xunicode.BigEndian, true
	}
	text := bytes.TrimRight(b[:min(len(b), longestGuess)], "\x00")
	b = b[:min(len(b), len(text)+1)&^1]                                             // a zero can be half of the last letter
	if len(b) < 4 || !bytes.ContainsFunc(bytes.TrimRight(text, "\x1A"), isNoText) { // with which texts of DOS end
		return order, false
	}
	var low [2]int // how many bytes are below 32, at even and odd offsets
	for i, c := range b {
		if c < ' ' {
			low[i%2]++
		}
	}
	even, odd := low[0] > len(b)/4, low[1] > len(b)/4 // more than half of them
	big := even
	sparse := even == odd && !odd
	switch {
	case sparse && utf8.Valid(b):
		return order, false
	case even == odd:
		big = Bigger(b)
	}
	if order = xunicode.LittleEndian; big {
		order = xunicode.BigEndian
	}
	s := inUTF16(order, b)
	if sparse && bytes.IndexByte(b, 0) < 0 && strings.ContainsFunc(s, func(r rune) bool { return !isSpaceless(r) }) {
		return order, false
	}
	return order, makesSense(s)
}

// isSpaceless reports whether a character occurs in East Asian texts without spaces. Two bytes of
// another text are seldom one, as spaces and line ends are half of them.
func isSpaceless(r rune) bool {
	return scriptName(r) == "East Asian" || '‐' <= r && r <= '…'
}

// isNoText reports whether r is a control character that no text has.
func isNoText(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }

// inUTF16 decodes UTF-16 without a byte order mark. A half character at the end is dropped.
func inUTF16(order xunicode.Endianness, b []byte) string {
	s, _ := xunicode.UTF16(order, xunicode.IgnoreBOM).NewDecoder().Bytes(b) // it cannot fail
	return strings.TrimSuffix(string(s), "\uFFFD")
}

// makesSense reports whether a text has no control characters, and hardly any that no
// language uses together.
func makesSense(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r == utf8.RuneError || isNoText(r) }) {
		return false
	}
	odd, plain := mixture(s)
	return plain >= 4*odd
}

// Bigger reports whether UTF-16 without a byte order mark is big-endian. Latin letters have
// zeros in one half of each. Other texts, in the wrong order, have characters of several
// scripts or of none.
func Bigger(b []byte) bool {
	even, odd := 0, 0
	for i := 0; i+2 <= len(b); i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	const latin = 4 // in the shortest Latin part of a text, a letter in so many
	if latin*max(even-odd, odd-even) < len(b)/2 {
		b = b[:min(len(b), longestGuess)&^1]
		if big, little := countOdd(inUTF16(xunicode.BigEndian, b)), countOdd(inUTF16(xunicode.LittleEndian, b)); big != little {
			return big < little
		}
	}
	return even > odd
}

// longestGuess is how much of a text is examined for its byte order, in bytes.
const longestGuess = 512
