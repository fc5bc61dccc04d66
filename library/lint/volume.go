package lint

import (
	"cmp"
	"path/filepath"
	"strings"
	"unicode"

	"lectern/library/book"
	"lectern/library/text"
)

// volume is the number of the part of a work that a text names last ("Part 2",
// "Vol. II", "2 of 3"), "" when it names none.
func volume(s string) (number string) {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		behind := i > 0 && text.IsPart(words[i-1])
		switch n := strings.TrimLeft(w, "0"); {
		case figures(w) == w && (behind || i+2 < len(words) && isOf(words[i+1:])):
			number = n
		case behind:
			number = cmp.Or(text.Number(strings.ToUpper(w)), number) // "ii": behind such a word it is no word
		}
	}
	return number
}

// isOf reports whether words go on from a number with how many there are.
func isOf(words []string) bool { return text.IsOf(words[0]) && figures(words[1]) == words[1] }

// name is what the file of a book is called, or the folder of its files.
func name(b *book.Book) string {
	base := filepath.Base(b.Path)
	if len(b.Files) == 1 {
		return strings.TrimSuffix(base, filepath.Ext(base))
	}
	return base
}
