package text

import (
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CompareNatural compares two paths or names in natural order: digits by value
// ("2" before "10"), letters without case, a folder before the names that
// continue its name. It returns 0 only for equal strings.
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

// IsDigit reports whether a byte is an ASCII digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// DigitsEnd returns the end of the run of digits that begins at i.
func DigitsEnd(s string, i int) int {
	for i < len(s) && IsDigit(s[i]) {
		i++
	}
	return i
}

// DigitsStart returns the start of the run of digits at the end of a text, or its length.
func DigitsStart(s string) int {
	i := len(s)
	for i > 0 && IsDigit(s[i-1]) {
		i--
	}
	return i
}

// HasDigit reports whether a text has an ASCII digit.
func HasDigit(s string) bool {
	for i := range len(s) {
		if IsDigit(s[i]) {
			return true
		}
	}
	return false
}

// compareNumbers compares runs of digits of any length.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// pathRune returns the first rune of a path as it is compared, and its length in bytes:
// 0 for a separator, so that a folder sorts before names that continue its name.
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
