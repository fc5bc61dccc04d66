package words

import (
	"hash/fnv"
	"strings"
	"unicode"

	"lectern/library/view"
)

// Hue returns the hue of a title's tint, in degrees. Titles that differ only in case,
// accents and punctuation have the same one.
func Hue(title string) float64 {
	folded := view.Fold(title)
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
	if key == "" {
		key = folded
	}
	h := fnv.New32a()
	h.Write([]byte(key))
	return float64(h.Sum32() % 360)
}

// Initial returns the letter that stands for a title: its first letter or digit after an
// article, as a capital. Of a title without either, it returns the first character.
func Initial(title string) string {
	first := ""
	for _, r := range Printable(view.WithoutArticle(title)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
		if first == "" && r != ' ' {
			first = string(r)
		}
	}
	return first
}
