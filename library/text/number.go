package text

import (
	"strconv"
	"strings"
)

// spelled holds numbers in words as they occur in names. Books rarely have more
// parts.
var spelled = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20",
	"eins": "1", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6",
}

// romans holds the same numbers in Roman numerals. Only capitals count: "mix"
// is a word.
var romans = map[string]string{
	"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10",
	"XI": "11", "XII": "12", "XIII": "13", "XIV": "14", "XV": "15", "XVI": "16", "XVII": "17", "XVIII": "18", "XIX": "19", "XX": "20",
}

// tens are the words before the hyphen in "Twenty-One".
var tens = map[string]int{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

// IsTens reports whether a unit can follow a word, as in "twenty one".
func IsTens(word string) bool { return tens[strings.ToLower(word)] > 0 }

// Number returns the number for a word, or for a Roman numeral in capitals, in
// digits. It returns "" for any other word.
func Number(word string) string {
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
		n += int(spelled[unit][0] - '0')
	}
	return strconv.Itoa(n)
}
