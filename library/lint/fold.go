package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold brings a text into the form in which texts are compared here: its letters
// and figures, without case, accents, spaces and punctuation.
func fold(s string) string {
	buf := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return foldAny(s)
		case '0' <= c && c <= '9', 'a' <= c && c <= 'z':
			buf = append(buf, c)
		case 'A' <= c && c <= 'Z':
			buf = append(buf, c+'a'-'A')
		}
	}
	return string(buf)
}

func foldAny(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r) {
			return plain(unicode.ToLower(r))
		}
		return -1
	}, norm.NFKD.String(strings.ReplaceAll(s, "ß", "ss")))
}

// plain is a letter with a stroke as it is typed where the keyboard has none.
func plain(r rune) rune {
	switch r {
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	default:
		return r
	}
}

// person is the folded name of a person, as "First Last" however it is written.
func person(name string) string {
	last, first, ok := strings.Cut(name, ",")
	if ok && !strings.Contains(first, ",") && !isSuffix(fold(first)) {
		return fold(first + last)
	}
	return fold(name)
}

// isSuffix reports whether a folded text stands behind a comma without being a
// name.
func isSuffix(s string) bool {
	switch s {
	case "", "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq":
		return true
	default:
		return false
	}
}
