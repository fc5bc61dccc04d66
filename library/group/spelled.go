package group

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
)

// cutSpelled returns the number in words or Roman numerals at the front of s,
// or "" if there is none: "Two: The Well", "IV". The number must be the last
// word or precede a colon or full stop: "Book I Read" has none.
func cutSpelled(s string) (number, rest string) {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	if end < len(s) && s[end] != ':' && s[end] != '.' {
		return "", s
	}
	return text.Number(s[:end]), s[end:]
}

// cutSpelledBehind removes a spelled number from the end of a name, together
// with the word before it, which must be one of words: "Dune - Part Two".
// number is "" if there is none.
func cutSpelledBehind(s string, words map[string]bool) (rest, word, number string) {
	s = strings.TrimRight(s, " )]")
	at := strings.LastIndexByte(s, ' ')
	if at <= 0 || text.IsDigit(s[len(s)-1]) {
		return s, "", ""
	}
	if number = text.Number(s[at+1:]); number == "" {
		return s, "", ""
	}
	rest = strings.TrimRight(s[:at], " ")
	from := strings.LastIndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }) + 1
	word = strings.ToLower(rest[from:])
	if _, known := words[word]; !known {
		return s, "", ""
	}
	return rest[:from], word, number
}

// matter holds folded names of front and back matter: false for front matter,
// true for back matter.
var matter = map[string]bool{
	"prologue": false, "prolog": false, "prologo": false, "пролог": false, "intro": false, "introduction": false, "einleitung": false,
	"foreword": false, "preface": false, "vorwort": false, "avantpropos": false, "opening": false, "openingcredits": false, "dedication": false,
	"epilogue": true, "epilog": true, "epilogo": true, "эпилог": true, "outro": true, "afterword": true, "nachwort": true, "postface": true,
	"credits": true, "endcredits": true, "closingcredits": true, "abspann": true, "acknowledgments": true, "acknowledgements": true,
	"danksagung": true, "abouttheauthor": true, "authorsnote": true, "appendix": true,
}

// matterOf reports whether a name is that of front or back matter, perhaps with
// a number, and whether it is back matter.
func matterOf(name string) (last, ok bool) {
	name = strings.TrimRight(name, " 0123456789")
	if name == "" || len(name) > 2*len("acknowledgements") {
		return false, false
	}
	last, ok = matter[fold(name)]
	return last, ok
}

// placeOf returns a path in the form used for natural sorting. Spelled and
// Roman numbers after the word for a part become digits; front matter sorts
// before its siblings and back matter after them.
func placeOf(path string) string {
	ext := filepath.Ext(path)
	names := strings.Split(strings.TrimSuffix(path, ext), string(filepath.Separator))
	for i, name := range names {
		names[i] = placeName(name)
	}
	return strings.Join(names, string(filepath.Separator)) + ext
}

func placeName(name string) string {
	at := strings.LastIndex(name, dash) + 1
	if at > 0 {
		at += len(dash) - 1
	}
	if last, ok := matterOf(name[at:]); ok {
		mark := "\x01"
		if last {
			mark = string(utf8.MaxRune)
		}
		return name[:at] + mark + name[at:]
	}
	if !strings.Contains(name, " ") {
		return name
	}
	words := strings.Split(name, " ")
	for i := 1; i < len(words); i++ {
		before := strings.ToLower(strings.Trim(words[i-1], "([-.,"))
		if volume, _ := text.IsVolume(before); !volume && !partWords[before] {
			continue
		}
		word := strings.TrimRight(words[i], ".,:-)]")
		n := text.Number(word)
		if n == "" {
			continue
		}
		if i+1 < len(words) && text.IsTens(word) { // "Twenty One"
			if both := text.Number(word + "-" + strings.TrimRight(words[i+1], ".,:-)]")); both != "" {
				n, words[i+1] = both, ""
			}
		}
		words[i] = n + words[i][len(word):]
	}
	return strings.Join(words, " ")
}
