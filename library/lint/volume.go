package lint

import (
	"path/filepath"
	"strings"
	"unicode"

	"lectern/library/book"
)

// volumeWords stand before the number of a part of a work.
var volumeWords = map[string]bool{
	"part": true, "pt": true, "volume": true, "vol": true, "book": true, "disc": true, "disk": true, "cd": true,
	"teil": true, "band": true, "buch": true, "tome": true, "partie": true, "parte": true, "libro": true, "часть": true,
}

// ordinals are the numbers of parts that are no figures.
var ordinals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6",
}

// volume is the number of the part of a work that a text names last ("Part 2",
// "Vol. II", "2 of 3"), "" when it names none.
func volume(s string) (number string) {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		n, named := ordinals[w]
		if !named {
			n = strings.TrimLeft(w, "0")
		}
		switch {
		case i > 0 && volumeWords[words[i-1]] && (named || figures(w) == w):
			number = n
		case i+2 < len(words) && words[i+1] == "of" && figures(w) == w && figures(words[i+2]) == words[i+2]:
			number = n
		}
	}
	return number
}

// name is what the file of a book is called, or the folder of its files.
func name(b *book.Book) string {
	base := filepath.Base(b.Path)
	if len(b.Files) == 1 {
		return strings.TrimSuffix(base, filepath.Ext(base))
	}
	return base
}
