package view

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text/words"
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
	if words.IsEastAsian(name) {
		return name
	}
	all, remark := strings.Fields(name), "" // "Stephen King (author)"
	if i := slices.IndexFunc(all, func(w string) bool { return w[0] == '(' }); i >= 0 {
		all, remark = all[:i], strings.Join(all[i:], " ")
	}
	last := len(all)
	for n := suffix(all); n > 0 && n < last; n = suffix(all[:last]) {
		last -= n
	}
	comma := slices.IndexFunc(all[:last], func(w string) bool { return strings.HasSuffix(w, ",") })
	if comma >= 0 && comma < last-1 { // "Smith, John", but not "King, Jr."
		return name
	}
	first := last - 1
	if first < 1 || slices.Contains(all[:last], "the") { // "Alexander the Great"
		return name
	}
	for first > 1 && isCapitalParticle(all[first-1]) {
		first--
	}
	if first == 1 && isCapitalParticle(all[0]) { // "Van Gogh"
		return name
	}
	family := strings.TrimSuffix(strings.Join(all[first:last], " "), ",")
	rest := append(append(slices.Clone(all[:first]), all[last:]...), remark)
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

// suffix returns how many words at the end of a name follow the last name: "Jr.", "III",
// "père", "der Jüngere", or a word without letters.
func suffix(all []string) int {
	n := len(all)
	switch {
	case n == 0:
		return 0
	case isSuffix(all[n-1]):
		return 1
	case n > 1 && words.IsGeneration(all[n-2]+" "+all[n-1]):
		return 2
	}
	if first, _ := utf8.DecodeRuneInString(all[n-1]); !unicode.IsLower(first) || !words.IsGeneration(all[n-1]) {
		return 0 // Karl Vater
	}
	return 1
}

// isSuffix reports whether a word follows the last name: "Jr.", "III", or one without
// letters.
func isSuffix(word string) bool {
	return !strings.ContainsFunc(word, unicode.IsLetter) || words.EndsName(word)
}
