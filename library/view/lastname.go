package view

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ByLastNames returns the names of people, separated by commas, in the form by which they
// are sorted: "Pratchett, Terry, Gaiman, Neil" for "Terry Pratchett, Neil Gaiman".
func ByLastNames(people string) string {
	names := strings.Split(people, ", ")
	for i := len(names) - 1; i > 0; i-- {
		if isSuffix(names[i]) { // "King, Jr."
			names[i-1] += ", " + names[i]
			names = slices.Delete(names, i, i+1)
		}
	}
	for i, name := range names {
		names[i] = byLastName(name)
	}
	return strings.Join(names, ", ")
}

// byLastName returns a person's name in the form by which it is sorted: "Le Guin, Ursula
// K." for "Ursula K. Le Guin", and "Beethoven, Ludwig van" for "Ludwig van Beethoven". A
// name stays as it is if it has a comma, is in a script that puts the last name first, or
// is one word.
func byLastName(name string) string {
	if strings.ContainsFunc(name, isFamilyFirst) {
		return name
	}
	words, remark := strings.Fields(name), "" // "Stephen King (author)"
	if i := slices.IndexFunc(words, func(w string) bool { return w[0] == '(' }); i >= 0 {
		words, remark = words[:i], strings.Join(words[i:], " ")
	}
	last := len(words)
	for last > 1 && isSuffix(words[last-1]) {
		last--
	}
	comma := slices.IndexFunc(words[:last], func(w string) bool { return strings.HasSuffix(w, ",") })
	if comma >= 0 && comma < last-1 { // "Smith, John", but not "King, Jr."
		return name
	}
	first := last - 1
	if first < 1 || slices.Contains(words[:last], "the") { // "Pliny the Elder"
		return name
	}
	for first > 1 && isCapitalParticle(words[first-1]) {
		first--
	}
	if first == 1 && isCapitalParticle(words[0]) { // "Van Gogh"
		return name
	}
	family := strings.TrimSuffix(strings.Join(words[first:last], " "), ",")
	rest := append(append(slices.Clone(words[:first]), words[last:]...), remark)
	return strings.TrimSpace(family + ", " + strings.Join(rest, " "))
}

// particles are the words before a last name that are sorted with it if they begin with
// a capital, as in "Le Guin" and "Van Vogt", and after the first name if they do not, as
// in "van Beethoven".
var particles = []string{
	"da", "dal", "das", "de", "del", "della", "der", "des", "di", "do", "dos", "du", "la", "las", "le", "los", "mac", "mc",
	"st", "st.", "ten", "ter", "van", "vander", "von", "zu", "zur",
}

func isCapitalParticle(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && slices.Contains(particles, strings.ToLower(word))
}

// isSuffix reports whether a word follows the last name: "Jr.", "III", or one without
// letters.
func isSuffix(word string) bool {
	if !strings.ContainsFunc(word, unicode.IsLetter) {
		return true
	}
	switch strings.ToLower(strings.TrimSuffix(word, ".")) {
	case "jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq":
		return true
	default:
		return false
	}
}

// isFamilyFirst reports whether a letter is of a script in which the last name comes
// first.
func isFamilyFirst(r rune) bool {
	return r >= '\u1100' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
