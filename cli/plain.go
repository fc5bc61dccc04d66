package cli

import (
	"strings"
	"unicode"
)

// plain replaces the characters of a message that a terminal would obey: paths and
// arguments may contain any. Line ends stay.
func plain(message string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		default:
			return r
		}
	}, message)
}
