package group

import (
	"strings"
	"unicode"

	"lectern/library/natural"
)

// remarks are the words that tell of the file or of every audiobook, and
// nothing of the book. "Abridged" is not one: it tells two books apart.
var remarks = map[string]bool{
	"unabridged": true, "audiobook": true, "audiobooks": true, "retail": true, "librivox": true,
	"ungekürzt": true, "ungekürzte": true, "lesung": true, "hörbuch": true,
	"mp3": true, "m4b": true, "m4a": true, "aac": true, "flac": true, "ogg": true, "opus": true, "cbr": true, "vbr": true,
	"kbps": true, "kbs": true, "kbit": true, "kb": true, "k": true,
}

// rates are the units of a bit rate that are right behind a number. "k" stands
// for more than that, and counts in brackets only.
var rates = []string{"kbps", "kbs", "kbit", "kb"}

// readers are the words that stand before the name of a narrator.
var readers = []string{
	"read by ", "narrated by ", "narrator: ", "performed by ", "gelesen von ", "sprecher: ", "lu par ", "letto da ", "leído por ",
	"narrado por ", "voorgelezen door ", "läst av ", "uppläst av ", "czyta ", "читает ",
}

// cutReader is the narrator of "Read by Stephen Fry", false where s is not of
// that kind.
func cutReader(s string) (narrator string, ok bool) {
	for _, words := range readers {
		if len(s) > len(words) && strings.EqualFold(s[:len(words)], words) {
			return strings.TrimSpace(s[len(words):]), true
		}
	}
	return s, false
}

// isRemark reports whether s is remarks and numbers only, one remark at least:
// "Unabridged", "mp3 128 kbps", "64k".
func isRemark(s string) bool {
	found := false
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" ,-@/", r) }) {
		unit := strings.TrimLeft(word, "0123456789")
		if unit != "" && !remarks[strings.ToLower(unit)] {
			return false
		}
		found = found || unit != ""
	}
	return found
}

// cutRemarks takes remarks and the narrator in brackets out of a name, and a
// bit rate off its end.
func cutRemarks(s string) (rest, narrator string) {
	for at := 0; at < len(s); {
		open := strings.IndexAny(s[at:], "([")
		if open < 0 {
			break
		}
		open += at
		end := strings.IndexAny(s[open:], ")]")
		if end < 0 {
			break
		}
		inner := s[open+1 : open+end]
		name, read := cutReader(inner)
		switch {
		case read && narrator == "":
			narrator = name
		case !isRemark(inner):
			at = open + 1
			continue
		}
		s = joinAround(s[:open], s[open+end+1:])
		at = min(open, len(s))
	}
	return cutRate(s), narrator
}

// cutRate takes "64kbps" off the end of a name, with the remarks around it.
func cutRate(s string) string {
	rated, rest := false, s
	for {
		at := strings.LastIndexByte(rest, ' ')
		if at < 0 || !isRemark(rest[at+1:]) {
			break
		}
		for _, unit := range rates {
			if n, ok := cutSuffixFold(rest[at+1:], unit); ok && natural.DigitsEnd(n, 0) == len(n) {
				rated = true
			}
		}
		rest = strings.TrimRight(rest[:at], " -")
	}
	if !rated || rest == "" {
		return s
	}
	return rest
}

// spaced undoes what programs make of a name: blanks that became underscores,
// and the colon, which Windows does not allow ("Dune_ Messiah"), and long
// dashes.
func spaced(s string) string {
	if strings.Contains(s, "_") {
		if strings.Contains(s, " ") {
			s = strings.ReplaceAll(s, "_ ", ": ")
		} else {
			s = line(strings.ReplaceAll(s, "_", " "))
		}
	}
	if strings.Contains(s, " – ") || strings.Contains(s, " — ") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " – ", dash), " — ", dash)
	}
	return s
}

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
