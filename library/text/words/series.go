package words

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
)

// numberSigns are the words and signs for "number" that stand before a number.
const numberSigns = "no, nr, num, núm, numero, número, numéro, nummer, number, n, n°, nº, №, č, číslo, numer, номер, αρ, αριθ, t, t."

// IsSeries reports whether a word says that several books belong together: "Trilogy",
// "Saltmarsh-Reihe", "沙丘系列".
func IsSeries(word string) bool {
	if text.IsASCII(word) {
		return Is(word[strings.LastIndexByte(word, '-')+1:], Series)
	}
	if at := strings.LastIndexAny(word, "-‐‑–"); at >= 0 {
		_, size := utf8.DecodeRuneInString(word[at:])
		word = word[at+size:]
	}
	if Is(word, Series) {
		return true
	}
	for _, noun := range ideographs() {
		if strings.HasSuffix(word, noun) {
			return true
		}
	}
	return false
}

// ideographs are the words for a series that follow its name without a space.
var ideographs = sync.OnceValue(func() (all []string) {
	for word := range inAll(func(l *Language) string { return l.Series }) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.In(r, unicode.Han, unicode.Katakana) {
			all = append(all, word)
		}
	}
	return all
})

var ofs = sync.OnceValue(func() []string {
	all := slices.Collect(inAll(func(l *Language) string { return l.OfSeries }))
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
})

// CutOf removes the words between a volume and its series from the front of a text:
// those before "Saltmarsh Trilogy" in "of the Saltmarsh Trilogy".
func CutOf(s string) (rest string, ok bool) {
	for _, of := range ofs() {
		rest, found := cutPrefixFold(s, of)
		if found && (strings.HasSuffix(of, "'") || strings.HasPrefix(rest, " ")) {
			return strings.TrimLeft(rest, " "), true
		}
	}
	return s, false
}

// NumberSigns yields the words and signs for "number".
func NumberSigns() iter.Seq[string] { return Split(numberSigns) }

var signs = sync.OnceValue(func() map[string]bool { return setOf(NumberSigns()) })

// IsNumberSign reports whether a word stands for "number": "Nr.", "nº", "№".
func IsNumberSign(word string) bool {
	is, _ := text.Lookup(signs(), word)
	if !is && strings.Contains(word, ".") { // "n.º"
		is, _ = text.Lookup(signs(), strings.ReplaceAll(word, ".", ""))
	}
	return is
}

var anyArticle = sync.OnceValue(func() map[string]bool {
	return setOf(inAll(func(l *Language) string { return l.Articles }))
})

// IsArticle reports whether a word is an article in any language.
func IsArticle(word string) bool {
	const longest = len("einem") * 2 // in any script
	if len(word) > longest {
		return false
	}
	is, _ := text.Lookup(anyArticle(), word)
	return is
}
