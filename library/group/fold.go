package group

import (
	"unicode/utf8"

	"lectern/library/text"
)

// fold returns the form in which titles are compared. A title without letters
// and digits is returned unchanged.
func fold(s string) string {
	if key := text.Key(s); key != "" {
		return key
	}
	return s
}

// sameFold reports whether two strings are equal after folding.
func sameFold(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && a[i] < utf8.RuneSelf && text.Letter(a[i]) == 0 {
			i++
		}
		for j < len(b) && b[j] < utf8.RuneSelf && text.Letter(b[j]) == 0 {
			j++
		}
		switch {
		case i < len(a) && a[i] >= utf8.RuneSelf, j < len(b) && b[j] >= utf8.RuneSelf:
			return fold(a) == fold(b)
		case i == len(a) || j == len(b):
			return i == len(a) && j == len(b) && fold(a) == fold(b) // text of punctuation alone folds to itself
		case text.Letter(a[i]) != text.Letter(b[j]):
			return false
		}
		i, j = i+1, j+1
	}
}
