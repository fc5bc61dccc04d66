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
		if s[i] >= utf8.RuneSelf {
			return foldAny(s)
		}
		if c := lower(s[i]); c != 0 {
			buf = append(buf, c)
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

// sameFold reports whether two strings are the same when they are folded.
func sameFold(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && a[i] < utf8.RuneSelf && lower(a[i]) == 0 {
			i++
		}
		for j < len(b) && b[j] < utf8.RuneSelf && lower(b[j]) == 0 {
			j++
		}
		switch {
		case i < len(a) && a[i] >= utf8.RuneSelf, j < len(b) && b[j] >= utf8.RuneSelf:
			return fold(a) == fold(b)
		case i == len(a) || j == len(b):
			return i == len(a) && j == len(b) && fold(a) == fold(b) // of signs alone, each is itself
		case lower(a[i]) != lower(b[j]):
			return false
		}
		i, j = i+1, j+1
	}
}

// lower is a letter in lower case or a figure, 0 for what is neither.
func lower(c byte) byte {
	switch {
	case natural.IsDigit(c), 'a' <= c && c <= 'z':
		return c
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	default:
		return 0
	}
}

// lookup finds a word in a table of words in lower case, whatever the case.
func lookup(words map[string]bool, word string) (value, known bool) {
	var buf [16]byte
	if len(word) > len(buf) {
		value, known = words[strings.ToLower(word)]
		return value, known
	}
	for i := range len(word) {
		if buf[i] = word[i]; word[i] >= utf8.RuneSelf {
			value, known = words[strings.ToLower(word)]
			return value, known
		}
		if c := lower(word[i]); c != 0 {
			buf[i] = c
		}
	}
	value, known = words[string(buf[:len(word)])] // makes no string
	return value, known
}
