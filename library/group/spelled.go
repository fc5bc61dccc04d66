package group

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/natural"
)

// cutSpelled is the number that s begins with in words or in Roman numerals,
// "" for none: "Two: The Well", "IV". It has to be the last word, or a colon
// or a full stop behind it: "Book I Read" is no number.
func cutSpelled(s string) (number, rest string) {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	if end < len(s) && s[end] != ':' && s[end] != '.' {
		return "", s
	}
	if number = spelled[strings.ToLower(s[:end])]; number == "" {
		number = romans[s[:end]]
	}
	return number, s[end:]
}

// spelled are the numbers that are written in words in names; books rarely
// have more parts.
var spelled = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20",
	"eins": "1", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6",
}

// romans are the same in Roman numerals, in capitals: "mix" is a word.
var romans = map[string]string{
	"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10",
	"XI": "11", "XII": "12", "XIII": "13", "XIV": "14", "XV": "15", "XVI": "16", "XVII": "17", "XVIII": "18", "XIX": "19", "XX": "20",
}

// tens are the words in front of a hyphen: "Twenty-One".
var tens = map[string]int{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

// numberOf is the number a word stands for, "" for none.
func numberOf(word string) string {
	if n := romans[word]; n != "" {
		return n
	}
	word = strings.ToLower(word)
	if n := spelled[word]; n != "" {
		return n
	}
	ten, unit, _ := strings.Cut(word, "-")
	n := tens[ten]
	if n == 0 || unit != "" && len(spelled[unit]) != 1 {
		return ""
	}
	if unit != "" {
		n += number(spelled[unit])
	}
	return strconv.Itoa(n)
}

// cutSpelledBehind takes a number in words off the end of a name, and the word
// for a part before it: "Dune - Part Two". words are those words. number is ""
// for none.
func cutSpelledBehind(s string, words map[string]bool) (rest, word, number string) {
	s = strings.TrimRight(s, " )]")
	at := strings.LastIndexByte(s, ' ')
	if at <= 0 || natural.IsDigit(s[len(s)-1]) {
		return s, "", ""
	}
	if number = numberOf(s[at+1:]); number == "" {
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

// matter is what comes before and after the chapters of a book, folded: false
// for what comes before.
var matter = map[string]bool{
	"prologue": false, "prolog": false, "prologo": false, "пролог": false, "intro": false, "introduction": false, "einleitung": false,
	"foreword": false, "preface": false, "vorwort": false, "avantpropos": false, "opening": false, "openingcredits": false, "dedication": false,
	"epilogue": true, "epilog": true, "epilogo": true, "эпилог": true, "outro": true, "afterword": true, "nachwort": true, "postface": true,
	"credits": true, "endcredits": true, "closingcredits": true, "abspann": true, "acknowledgments": true, "acknowledgements": true,
	"danksagung": true, "abouttheauthor": true, "authorsnote": true, "appendix": true,
}

// matterOf tells the place of a name that is such a word, perhaps with a number.
func matterOf(name string) (last, ok bool) {
	name = strings.TrimRight(name, " 0123456789")
	if name == "" || len(name) > 2*len("acknowledgements") {
		return false, false
	}
	last, ok = matter[fold(name)]
	return last, ok
}

// placeOf is a path as it is put in natural order: numbers in words and in Roman
// numerals behind the word for a part are figures, a prologue comes before the
// other names in its place and an epilogue behind them.
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
		if !partWords[before] && !volumeWords[before] {
			continue
		}
		word := strings.TrimRight(words[i], ".,:-)]")
		n := numberOf(word)
		if n == "" {
			continue
		}
		if i+1 < len(words) && tens[strings.ToLower(word)] > 0 { // "Twenty One"
			if both := numberOf(word + "-" + strings.TrimRight(words[i+1], ".,:-)]")); both != "" {
				n, words[i+1] = both, ""
			}
		}
		words[i] = n + words[i][len(word):]
	}
	return strings.Join(words, " ")
}
