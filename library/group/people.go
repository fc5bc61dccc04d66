package group

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
)

// maxTag bounds the bytes of a tag that are read as a list of names. The
// largest casts have some two hundred names, 4 KiB; a hostile tag of megabytes
// of separators must not hold up the owner loop.
const maxTag = 16 << 10

// Authors are the people who wrote what carries the tags t and is read by
// narrators: those of the album artist, else those of the artist. Taggers put
// narrators beside the author or in the author's place, so a narrator who
// stands in the artist list is not an author, except where the album artist
// names nobody else: who reads their own book is its author then.
func Authors(t *book.Tags, narrators []string) []string {
	artists := People(t.Artist)
	named := People(t.AlbumArtist)
	if len(named) == 0 {
		return without(artists, narrators, artists)
	}
	if authors := without(named, narrators, artists); len(authors) > 0 {
		return authors
	}
	return named
}

// without is the people who are not in both a and b.
func without(people, a, b []string) []string {
	if len(a) == 0 || len(b) == 0 {
		return people
	}
	var rest []string
	for _, p := range people {
		if !has(a, p) || !has(b, p) {
			rest = append(rest, p)
		}
	}
	return rest
}

// People are the names in s, each as "First Last", in order, each once.
// What stands behind maxTag is not read.
//
// Names are divided by ";", "/", " & " and " and ", and by the commas of other
// scripts. A comma divides a last name from a first name ("García Márquez,
// Gabriel"), a name from its suffix ("Martin Luther King, Jr.") or two people
// ("Neil Gaiman, Terry Pratchett"): see commas. Names in Chinese, Japanese or
// Korean script are never turned round.
func People(s string) []string {
	s = line(s[:min(len(s), maxTag)])
	if s == "" {
		return nil
	}
	if !strings.ContainsAny(s, ",;/&；、，،") && !containsAnd(s) {
		return []string{s}
	}
	var people []string
	for s != "" {
		var group string
		group, s = cutGroup(s)
		for _, name := range commas(group) {
			if !has(people, name) {
				people = append(people, name)
			}
		}
	}
	return people
}

// cutGroup divides s at the first separator that always stands between people.
func cutGroup(s string) (group, rest string) {
	for i, r := range s {
		switch r {
		case ';', '/', '；', '、', '，', '،':
			return s[:i], s[i+utf8.RuneLen(r):]
		case ' ':
			if word, after, ok := strings.Cut(s[i+1:], " "); ok && (word == "&" || strings.EqualFold(word, "and")) {
				return s[:i], after
			}
		}
	}
	return s, ""
}

func containsAnd(s string) bool {
	for i := 0; i+5 <= len(s); i++ {
		if s[i] == ' ' && s[i+4] == ' ' && strings.EqualFold(s[i+1:i+4], "and") {
			return true
		}
	}
	return false
}

// commas are the people of a group that only commas divide. They are "Last,
// First" pairs if every two of them read as one, else each is a person.
func commas(group string) []string {
	if !strings.Contains(group, ",") {
		if group = strings.TrimSpace(group); group == "" {
			return nil
		}
		return []string{group}
	}
	names, suffixes := parts(group)
	if !pairs(names) {
		for i := range names {
			names[i] += suffixes[i]
		}
		return names
	}
	var people []string
	for i := 0; i < len(names); i += 2 {
		people = append(people, names[i+1]+" "+names[i]+suffixes[i]+suffixes[i+1])
	}
	return people
}

// parts divides a group at its commas. A part that is a suffix of the name
// before it ("Jr.") is set beside that name, with a space in front.
func parts(group string) (names, suffixes []string) {
	for part := range strings.SplitSeq(group, ",") {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
		case isSuffix(part) && len(names) > 0:
			suffixes[len(names)-1] += " " + part
		default:
			names, suffixes = append(names, part), append(suffixes, "")
		}
	}
	return names, suffixes
}

// isSuffix reports whether s is what follows a name after a comma without
// being a name.
func isSuffix(s string) bool {
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq":
		return true
	}
	return false
}

// pairs reports whether names are last and first names in turn.
func pairs(names []string) bool {
	if len(names) == 0 || len(names)%2 != 0 {
		return false
	}
	for i := 0; i < len(names); i += 2 {
		if !isPair(names[i], names[i+1]) {
			return false
		}
	}
	return true
}

// isPair reports whether last and first are the halves of one name. They are
// if the one is a single word or begins with a small particle ("von Goethe"),
// or the other is a single word with initials at most behind it ("Gabriel",
// "Ursula K.", "J. R. R."): two full names are two people, and so are a full name and
// an acronym ("BBC").
func isPair(last, first string) bool {
	if isEastAsian(last) || isEastAsian(first) || isRole(first, last) {
		return false
	}
	if !strings.Contains(last, " ") || startsSmall(last) {
		return true
	}
	words := strings.Fields(first)
	for _, word := range words[1:] {
		if !isInitial(word) {
			return false
		}
	}
	return !isAcronym(words[0]) || isAcronym(last)
}

// isRole reports whether s, found after name and a comma, is no first name but
// tells what somebody did: "full cast", "Emily Wilson - translator".
func isRole(s, name string) bool {
	return strings.ContainsAny(s, "()[]{}") || strings.Contains(s, " - ") ||
		startsSmall(s) && !startsSmall(name)
}

// startsSmall reports whether s begins with a lower-case letter.
func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isAcronym reports whether s is in capitals only, three at least and without
// full stops.
func isAcronym(s string) bool {
	return utf8.RuneCountInString(s) >= 3 && !strings.Contains(s, ".") &&
		strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// isInitial reports whether a word is one letter or ends in a full stop.
func isInitial(word string) bool {
	return strings.HasSuffix(word, ".") || utf8.RuneCountInString(word) == 1
}

// isEastAsian reports whether s has a letter of a script that writes the last
// name first.
func isEastAsian(s string) bool {
	for _, r := range s {
		if r >= '\u1100' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return true
		}
	}
	return false
}

// has reports whether people contains name, whatever the case, blanks and full
// stops: "J.K. Rowling" is "J. K. Rowling".
func has(people []string, name string) bool {
	for _, p := range people {
		if same(p, name) {
			return true
		}
	}
	return false
}

// same compares two names without their blanks, full stops and case.
func same(a, b string) bool {
	for {
		ra, na := nextLetter(a)
		rb, nb := nextLetter(b)
		if ra != rb {
			return false
		}
		if na == 0 {
			return true
		}
		a, b = a[na:], b[nb:]
	}
}

// nextLetter is the first rune of s that counts when names are compared, in
// lower case, and the bytes up to its end; 0 and 0 when there is none.
func nextLetter(s string) (rune, int) {
	for i, r := range s {
		if r != ' ' && r != '.' {
			return unicode.ToLower(r), i + utf8.RuneLen(r)
		}
	}
	return 0, 0
}
