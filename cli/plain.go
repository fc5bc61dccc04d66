package cli

import (
	"strings"
	"unicode"
)

// plain is a message with nothing in it that a terminal obeys: paths and arguments
// may hold anything. Lines stay lines.
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
