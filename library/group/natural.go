package group

import (
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// natural compares two paths as a person orders them: runs of figures by their
// value ("2" before "10"), letters without case, a folder by its own name
// first. Only equal paths are equal.
func natural(a, b string) int {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if isDigit(a[i]) && isDigit(b[j]) {
			m, n := digitsEnd(a, i), digitsEnd(b, j)
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

// digitsEnd is the end of the run of figures that begins at i.
func digitsEnd(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
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
