package lint

import (
	"cmp"
	"path/filepath"
	"strings"
	"unicode"

	"lectern/library/book"
	"lectern/library/text/words"
)

// volume returns the number of the last part of a work that a text names ("Part
// 2", "Vol. II", "2 of 3"), or "" if it names none.
func volume(s string) (number string) {
	parts := strings.FieldsFunc(strings.ToLower(words.Digits(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range parts {
		after := i > 0 && words.Is(parts[i-1], words.Disc|words.Part|words.Volume)
		switch {
		case figures(w) == w && (after || i+2 < len(parts) && isOf(parts[i+1:])):
			number = trimZeros(w)
		case after:
			number = cmp.Or(words.Number(strings.ToUpper(w)), number) // after the word for a part, "ii" is a number
		}
	}
	return number
}

// trimZeros removes leading zeros from a number. "0" is a number too, that of a prequel.
func trimZeros(s string) string {
	if n := strings.TrimLeft(s, "0"); n != "" || s == "" {
		return n
	}
	return "0"
}

// isOf reports whether parts continue a number with a total: "of 3".
func isOf(parts []string) bool { return words.Is(parts[0], words.Of) && figures(parts[1]) == parts[1] }

// name returns the file name of a book without its extension, or the name of
// its folder if it has several files.
func name(b *book.Book) string {
	base := filepath.Base(b.Path)
	if len(b.Files) == 1 {
		return strings.TrimSuffix(base, filepath.Ext(base))
	}
	return base
}
