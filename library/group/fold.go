package group

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/library/natural"
)

// fold brings a title into the form in which titles are compared: its letters
// and figures, without case and accents. A title that has none is itself.
func fold(s string) string {
	buf := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return foldAny(s)
		case natural.IsDigit(c), 'a' <= c && c <= 'z':
			buf = append(buf, c)
		case 'A' <= c && c <= 'Z':
			buf = append(buf, c+'a'-'A')
		}
	}
	if len(buf) == 0 {
		return s
	}
	return string(buf)
}

func foldAny(s string) string {
	folded := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
	if folded == "" {
		return s
	}
	return folded
}
