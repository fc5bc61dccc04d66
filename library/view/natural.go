package view

import (
	"os"
	"strings"
)

func isSeparator(c byte) bool { return os.IsPathSeparator(c) }

// lastSeparator is where the last name of a path is set off, −1 if nowhere.
func lastSeparator(path string) int {
	i := len(path) - 1
	for i >= 0 && !isSeparator(path[i]) {
		i--
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// natural compares two paths byte by byte, runs of digits by their value,
// letters of ASCII without case, a folder before what lies below it. Only equal
// strings are equal. It is the order among rows of one title, where a
// collator's care would not be seen.
func natural(a, b string) int {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if isDigit(a[i]) && isDigit(b[j]) {
			m, n := digits(a, i), digits(b, j)
			if c := compareNumbers(a[i:m], b[j:n]); c != 0 {
				return c
			}
			i, j = m, n
			continue
		}
		if c := int(pathByte(a[i])) - int(pathByte(b[j])); c != 0 {
			return c
		}
		i++
		j++
	}
	if c := (len(a) - i) - (len(b) - j); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// digits is the end of the run of digits that begins at i.
func digits(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

// compareNumbers compares runs of digits of any length.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func pathByte(c byte) byte {
	if isSeparator(c) {
		return 0
	}
	return foldASCII(c)
}
