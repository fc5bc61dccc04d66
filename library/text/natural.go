package text

import (
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CompareNatural compares two paths or names as a person orders them: runs of figures by their
// value ("2" before "10"), letters without case, a folder by its own name
// first. Only equal paths are equal.
func CompareNatural(a, b string) int {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if IsDigit(a[i]) && IsDigit(b[j]) {
			m, n := DigitsEnd(a, i), DigitsEnd(b, j)
			if c := compareNumbers(a[i:m], b[j:n]); c != 0 {
				return c
			}
			i, j = m, n
			continue
		}
		ra, na := pathRune(a[i:])
		rb, nb := pathRune(b[j:])
		if ra != rb {
			return int(ra) - int(rb)
		}
		i, j = i+na, j+nb
	}
	if c := (len(a) - i) - (len(b) - j); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// IsDigit reports whether a byte is one of the figures 0 to 9.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// DigitsEnd is the end of the run of figures that begins at i.
func DigitsEnd(s string, i int) int {
	for i < len(s) && IsDigit(s[i]) {
		i++
	}
	return i
}

// compareNumbers compares runs of figures of any length.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// pathRune is the first rune of a path as it is compared, and its length: 0
// for a separator, and what bounds a word before its letters and figures.
func pathRune(s string) (rune, int) {
	c := s[0]
	switch {
	case os.IsPathSeparator(c):
		return 0, 1
	case 'A' <= c && c <= 'Z':
		return rune(c) + 'a' - 'A', 1
	case c < utf8.RuneSelf:
		return rune(c), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		return utf8.MaxRune + rune(c), 1
	}
	return unicode.ToLower(r), n
}
