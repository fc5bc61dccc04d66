package text

import (
	"strings"
	"unicode/utf8"
)

// Lookup finds a word in a table of lower-case words, ignoring case.
func Lookup[V any](words map[string]V, word string) (value V, known bool) {
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
		if c := Letter(word[i]); c != 0 {
			buf[i] = c
		}
	}
	value, known = words[string(buf[:len(word)])] // does not allocate
	return value, known
}
