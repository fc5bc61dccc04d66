package transfer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
)

// person is a name in the form in which it is compared.
type person struct {
	key   string // of the whole name
	last  string
	first string // "j" of "J.R.R.", else the first name
	short bool   // first is an initial
}

// peopleOf returns the people whom texts name. A text may name several; "Tolkien, J.R.R." is
// taken as one name and as two.
func peopleOf(texts []string) (all []person) {
	for _, t := range texts {
		for _, name := range splitNames(t) {
			last, first, comma := strings.Cut(name, ",")
			switch {
			case !comma:
				all = appendPerson(all, name)
			case strings.Contains(first, ","):
				for one := range strings.SplitSeq(name, ",") {
					all = appendPerson(all, one)
				}
			default:
				all = appendPerson(all, first+" "+last)
				if strings.Contains(strings.TrimSpace(last), " ") { // two people
					all = appendPerson(appendPerson(all, last), first)
				}
			}
		}
	}
	return all
}

// splitNames splits a text where it surely goes on with another name.
func splitNames(s string) []string {
	for _, and := range []string{" and ", " und ", " et ", " & ", "|", " / "} {
		s = strings.ReplaceAll(s, and, ";")
	}
	return strings.Split(s, ";")
}

// appendPerson appends the person of a name.
func appendPerson(all []person, name string) []person {
	p := person{key: text.Key(name)}
	if p.key == "" {
		return all
	}
	parts := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '.' })
	if len(parts) > 1 {
		p.first, p.last = text.Key(parts[0]), text.Key(parts[len(parts)-1])
		small := func(r rune) bool { return unicode.IsLetter(r) && !unicode.IsUpper(r) }
		n := utf8.RuneCountInString(parts[0])
		p.short = n == 1 || n <= 3 && !strings.ContainsFunc(parts[0], small)
	}
	return append(all, p)
}

// same reports whether two names are those of one person, as far as names can tell: "J.R.R.
// Tolkien" is "John Ronald Reuel Tolkien", but "Stephen King" is not "Samuel King".
func (p person) same(q person) bool {
	if p.key == q.key {
		return true
	}
	initial := func(name string) rune { r, _ := utf8.DecodeRuneInString(name); return r }
	return p.last != "" && p.last == q.last && (p.short || q.short) && p.first != "" && q.first != "" && initial(p.first) == initial(q.first)
}

// share reports whether two lists have a person in common.
func share(some, others []person) bool {
	return slices.ContainsFunc(some, func(p person) bool { return slices.ContainsFunc(others, p.same) })
}
