package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable makes a name fit for one line. Bytes that are not UTF-8 become U+FFFD, and
// control characters become spaces. Marks that change the direction of writing are left
// out, as they can hide the real end of a name. It does not allocate if there is nothing
// to change.
func Printable(s string) string {
	unclean := func(r rune) bool { return r == utf8.RuneError || breaks(r) || turns(r) }
	if strings.IndexFunc(s, unclean) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case breaks(r):
			return ' '
		case turns(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// breaks reports whether a character ends a line or is another control character.
func breaks(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// turns reports whether a character changes the direction of writing.
func turns(r rune) bool { return r >= 0x80 && unicode.Is(unicode.Bidi_Control, r) }

// Sentences splits a text after its first sentence.
func Sentences(text string) (first, rest string) {
	first, rest, more := strings.Cut(text, ". ")
	if more {
		first += "."
	}
	return first, rest
}

// Capital writes the first letter of a reason as a capital.
func Capital(reason string) string {
	if reason == "" {
		return "Reason unknown"
	}
	first, size := utf8.DecodeRuneInString(reason)
	return string(unicode.ToUpper(first)) + reason[size:]
}
