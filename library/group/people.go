package group

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// maxTag limits how many bytes of a tag are read as a list of names. The largest casts
// have about two hundred names, 4 KiB; a hostile tag with megabytes of separators must
// not block the owner loop.
const maxTag = 16 << 10

// without returns people without those who are in both a and b.
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

// People returns the names in s as "First Last", in order and without
// duplicates. It ignores everything after the first 16 KiB.
//
// The separators are the signs of divides, " & ", " + ", " and ", and the word for
// "and" in other languages. Words such as "Read by" are removed; they separate names
// too. A comma separates a last name from a first name ("García Márquez, Gabriel"), a
// name from its suffix ("Martin Luther King, Jr.") or two people ("Neil Gaiman, Terry
// Pratchett"): see commas. Names in Chinese, Japanese and Korean script keep their
// order.
func People(s string) []string {
	var room [4]credit
	return everyone(appendCredits(room[:0], s, nil))
}

func everyone(all []credit) []string { return named(all, func(credit) bool { return true }) }

// people calls add with each name in s and the role after it. known are people whose
// names are known from elsewhere.
func people(s string, known []string, add func(name string)) {
	if isPlain(s) {
		add(s)
		return
	}
	if isUnknown(s) { // "n/a"
		return
	}
	var first string // a group of first names that shares the last name of the next one
	var last string  // the last name of first, if that is a pair: "Grimm, Jacob and Wilhelm"
	for s != "" {
		group, rest, and := cutGroup(s)
		s = rest
		if strings.Contains(group, ";") { // in brackets
			group = strings.ReplaceAll(strings.ReplaceAll(group, "; ", ";"), ";", ", ")
		}
		if last != "" {
			if name := strings.TrimSpace(group) + " " + singular(last, group); firstNames.Of(group) || has(known, name) {
				commas(first, known, add)
				add(name)
				first, last = "", ""
				continue
			}
		}
		if last = ""; and && first == "" {
			last = lastOfPair(group, known)
		}
		if first != "" {
			head, tail, _ := strings.Cut(group, ",")
			if !isFull(head) || !isFull(tail) { // "Tim and Tom Kane, Ann Lee"
				head, tail = group, ""
			}
			if shared := share(first, head, known); shared != nil && !isTurned(first) {
				for _, name := range shared {
					add(name)
				}
				commas(tail, known, add)
				first = ""
				continue
			}
			if and && areFirst(group, known) {
				first += "," + group
				continue
			}
			commas(first, known, add)
			first = ""
		}
		if and && (last != "" || areFirst(group, known)) {
			first = group
			continue
		}
		commas(group, known, add)
	}
}

// isPlain reports whether nothing in s separates people.
func isPlain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r == ',' || divides(r) }) && !containsAnd(s)
}

// divides reports whether a sign always stands between people, outside brackets.
func divides(r rune) bool {
	switch r {
	case ';', '/', '|', '\\', '•', '；', '、', '，', '،', '｜', '／':
		return true
	default:
		return false
	}
}

// withoutDash separates two people at a dash if one of them is known: "Ada Brook - Nora
// Finch".
func withoutDash(s string, known []string) string {
	first, second, ok := strings.Cut(s, dash)
	if ok && (has(known, first) || has(known, second)) && isFull(first) && isFull(second) && !isRoles(second) {
		return first + ";" + second
	}
	return s
}

// isTurned reports whether a group is surely "Last, First", as in "Niven, Larry and Jerry
// Pournelle": only the second part is a first name.
func isTurned(group string) bool {
	last, first, ok := strings.Cut(group, ", ")
	return ok && firstNames.Of(first) && !firstNames.Of(last)
}

// lastOfPair returns the last name of a group that is one pair: "Grimm, Jacob". It is ""
// for other groups.
func lastOfPair(group string, known []string) string {
	if !strings.Contains(group, ",") {
		return ""
	}
	var room [8]commaPart
	all := parts(room[:0], group)
	if len(all) != 2 || all[0].suffix+all[1].suffix != "" || !pairs(all) || has(known, all[0].name) || has(known, all[1].name) {
		return ""
	}
	return all[0].name
}

// onCovers keeps, of the two names of an author, the one on the cover: "Mary Westmacott,
// pseudonym of Agatha Christie", "Nora Roberts (writing as J. D. Robb)".
func onCovers(s string) string {
	var all strings.Builder
	for {
		end := strings.IndexAny(s, ";/|")
		if end < 0 {
			all.WriteString(onCover(s))
			return all.String()
		}
		all.WriteString(onCover(s[:end]))
		all.WriteByte(s[end])
		s = s[end+1:]
	}
}

// onCover is onCovers for a text with one such author, perhaps among others. Brackets belong
// to the nearest name. Without brackets and other signs, both names have to be full: "Death
// Under the Name of Love".
func onCover(s string) string {
	for i := range s {
		if i == 0 || strings.IndexByte(" ([", s[i-1]) < 0 {
			continue
		}
		name, as, ok := words.CutPenName(s[i:])
		if !ok {
			continue
		}
		before, after := strings.TrimRight(s[:i], " "), ""
		end := strings.IndexAny(name, "()[]")
		bracketed := end >= 0 && (name[end] == ')' || name[end] == ']')
		switch {
		case bracketed:
			name, after = name[:end], name[end+1:]
		case end == 0: // "pseud. [i.e. Agatha Christie]"
			name = ""
		case !as:
			name, after = cutName(name)
		}
		if head, article := lastField(before); words.IsArticle(strings.TrimLeft(article, "([")) { // "a pseudonym of"
			before = head
		}
		owner := strings.TrimRight(before, " ,:([-–—")
		at := lastName(owner, bracketed)
		switch {
		case owner == "", startsSmall(name):
			return s
		case !bracketed && len(owner) == len(before) && name != "" && (!isName(owner[at:]) || !isName(name)):
			return s
		case !as || name == "":
			return owner + after
		default:
			return owner[:at] + name + after
		}
	}
	return s
}

// isName reports whether a text begins with a full name, also as "Last, First".
func isName(s string) bool { return isFull(s) || strings.Contains(s, ", ") }

// cutName cuts a text behind its first name, which can be "Last, First".
func cutName(s string) (name, rest string) {
	end := strings.IndexByte(s, ',')
	if end >= 0 && !isFull(s) {
		_, first, _ := strings.Cut(s, ",")
		if next := strings.IndexByte(first, ','); next >= 0 {
			end += 1 + next
		} else {
			end = -1
		}
	}
	if end < 0 {
		return s, ""
	}
	return s[:end], s[end:]
}

// lastName returns where the last name in a text begins, which can be "Last, First". If ands is
// true, a word for "and" separates names, too.
func lastName(s string, ands bool) int {
	at := strings.LastIndexByte(s, ',') + 1
	if at > 0 && !isFull(s[at:]) {
		at = strings.LastIndexByte(s[:at-1], ',') + 1
	}
	for i := at; ands && i < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		if after, ok := cutAnd(s, i); ok {
			at = len(s) - len(after)
		}
	}
	return at
}

// withoutBrackets separates a person in brackets, with a role, from the person before:
// "Anton Ivanov (translated by Per Dahl)".
func withoutBrackets(s string) string {
	if !strings.ContainsFunc(s, isBracket) {
		return s
	}
	for _, b := range brackets {
		for at := 0; ; {
			from := strings.Index(s[at:], b[0])
			if from < 0 {
				break
			}
			from += at
			to := strings.Index(s[from:], b[1])
			if to < 0 {
				break
			}
			to += from
			if _, role, _ := words.CutRole(s[from+len(b[0]) : to]); role == 0 || strings.TrimSpace(s[:from]) == "" {
				at = to
				continue
			}
			s = s[:from] + ";" + s[from+len(b[0]):to] + ";" + s[to+len(b[1]):]
		}
	}
	return s
}

// withoutLives removes the years of lives that libraries write behind names: "Verne,
// Jules, 1828-1905", "Charles Dickens (1812-1870)", "Clarke, Arthur C., 1917-".
func withoutLives(s string) string {
	if !text.HasDigit(s) {
		return s
	}
	var names strings.Builder
	rest := s
	for {
		sign := strings.IndexAny(rest, ",([")
		if sign < 0 {
			break
		}
		after, ok := cutLife(rest[sign+1:])
		if rest[sign] != ',' {
			ok = ok && after != "" && (after[0] == ')' || after[0] == ']')
		} else {
			ok = ok && (after == "" || strings.IndexByte(",;/|&", after[0]) >= 0)
		}
		if !ok {
			names.WriteString(rest[:sign+1])
			rest = rest[sign+1:]
			continue
		}
		names.WriteString(strings.TrimRight(rest[:sign], " "))
		after = strings.TrimLeft(strings.TrimLeft(after, ")]"), " ")
		if after != "" && names.Len() > 0 && strings.IndexByte(",;", after[0]) < 0 {
			names.WriteByte(' ')
		}
		rest = after
	}
	if names.Len() == 0 {
		return rest
	}
	names.WriteString(rest)
	return names.String()
}

// cutLife removes the years of a life from the front of a text: "1828-1905", "ca. 46-120",
// "1917-".
func cutLife(s string) (rest string, ok bool) {
	born, after := cutYearOfLife(s)
	rest = strings.TrimPrefix(strings.TrimPrefix(after, "-"), "–")
	if born == "" || rest == after {
		return s, false
	}
	_, rest = cutYearOfLife(rest)
	return strings.TrimLeft(rest, " "), true
}

// cutYearOfLife removes a year of two to four digits from the front of a text, with the
// spaces around it and the "ca." before it. year is "" if there is none.
func cutYearOfLife(s string) (year, rest string) {
	t := strings.TrimLeft(s, " ")
	for _, about := range [...]string{"ca.", "c."} {
		t = strings.TrimLeft(strings.TrimPrefix(t, about), " ")
	}
	end := text.DigitsEnd(t, 0)
	if end < 2 || end > len("1828") {
		return "", s
	}
	return t[:end], strings.TrimLeft(t[end:], " ")
}

// withoutStops separates a person with a role from the person in the sentence before:
// "Anton Ivanov. Translated by Per Dahl".
func withoutStops(s string) string {
	for at := strings.Index(s, ". "); at > 0; {
		next := at + len(". ")
		if _, role, _ := words.CutRole(s[next:]); role != 0 {
			s = s[:at] + ";" + s[next:]
		}
		step := strings.Index(s[next-1:], ". ")
		if step < 0 {
			break
		}
		at = next - 1 + step
	}
	return s
}

// isBracket reports whether a remark can begin with r.
func isBracket(r rune) bool {
	switch r {
	case '(', '[', '{', '（', '［', '【', '〈':
		return true
	default:
		return false
	}
}

// joinLines puts ";" between the lines of a text if each is a full name. Other lines are
// parts of one text.
func joinLines(s string) string {
	if strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	all := strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' })
	if slices.ContainsFunc(all, func(name string) bool { return !isFull(name) && !words.IsEastAsian(name) }) {
		return s
	}
	return strings.Join(all, ";")
}

// cutGroup splits s at the first separator that always separates people. and reports
// whether the separator is a word for "and".
func cutGroup(s string) (group, rest string, and bool) {
	end := 0 // of brackets without names: "(author/narrator)", "(Klavier und Gesang)"
	for i, r := range s {
		switch {
		case i < end:
		case r == '(' || r == '[':
			if at := strings.IndexAny(s[i:min(len(s), i+maxName)], ")]"); at > 0 && (isRoles(s[i+1:i+at]) || !holdsName(s[i+1:i+at])) {
				end = i + at
			}
		case r == ' ':
			if after, ok := cutAnd(s, i); ok {
				return s[:i], after, true
			}
		case divides(r):
			return s[:i], s[i+utf8.RuneLen(r):], false
		}
	}
	return s, "", false
}

// holdsName reports whether a text has two words in a row that begin with capitals.
func holdsName(s string) bool {
	before := false
	for word := range strings.FieldsSeq(s) {
		first, _ := utf8.DecodeRuneInString(word)
		capital := unicode.IsUpper(first)
		if capital && before || words.IsEastAsian(word) {
			return true
		}
		before = capital && strings.IndexByte(",;/|", word[len(word)-1]) < 0
	}
	return false
}

// areFirst reports whether a group may consist of first names, with the last name after
// the next "and": "Jacob and Wilhelm Grimm", "Charlotte, Emily and Anne Brontë".
func areFirst(group string, known []string) bool {
	for name := range strings.SplitSeq(group, ",") {
		name = strings.TrimSpace(name)
		if name == "" || strings.ContainsAny(name, " ()[]") || startsSmall(name) || isAcronym(name) || words.IsEastAsian(name) ||
			isNameless(name) || mononyms.Of(name) || has(known, name) {
			return false
		}
	}
	return true
}

// share returns the people in a group of first names and the person in the next group,
// whose last name they share. It returns nil if another source knows the person in the
// next group, or if that person has no last name.
func share(first, next string, known []string) (names []string) {
	next, _, comma := strings.Cut(next, ",")
	fields := strings.Fields(next)
	if len(fields) < 2 || comma || has(known, strings.TrimSpace(next)) || strings.ContainsAny(next, "()[]") {
		return nil
	}
	from := len(fields) - 1
	for from > 1 && startsSmall(fields[from-1]) { // "von Humboldt"
		from--
	}
	last := strings.Join(fields[from:], " ")
	if companies[strings.ToLower(last)] {
		return nil // "Simon & Schuster Audio"
	}
	for name := range strings.SplitSeq(first, ",") {
		name = strings.TrimSpace(name)
		if name == "" { // "Jacob,, and Wilhelm Grimm"
			continue
		}
		if strings.EqualFold(name, last) {
			return nil // "Tolkien and Christopher Tolkien"
		}
		names = append(names, name+" "+singular(last, name))
	}
	name := strings.Join(fields[:from], " ")
	return append(names, name+" "+singular(last, name))
}

// singular returns the last name of the person with a first name from the Russian plural
// for several people: "Стругацкие" gives "Стругацкий", and "Стругацкая" for Анна.
func singular(last, first string) string {
	for plural, one := range map[string]string{"ские": "ский", "цкие": "цкий", "овы": "ов", "евы": "ев", "ины": "ин"} {
		stem, ok := strings.CutSuffix(last, plural)
		if !ok {
			continue
		}
		woman := (strings.HasSuffix(first, "а") || strings.HasSuffix(first, "я")) && !men[strings.ToLower(first)]
		adjective := strings.HasSuffix(one, "ий")
		switch {
		case woman && adjective:
			return stem + strings.TrimSuffix(one, "ий") + "ая"
		case woman:
			return stem + one + "а"
		default:
			return stem + one
		}
	}
	return last
}

// cutAnd returns what follows a word for "and" at s[i], a space. After any but the
// English word, a capital letter must follow: "von und zu" is part of one name. If the
// word also occurs within names, both sides must be full names, or the side before it a
// first name alone: "Anna e Marco Belli". Both must be full names around "with".
func cutAnd(s string, i int) (after string, ok bool) {
	word, after, ok := strings.Cut(s[i+1:], " ")
	if !ok {
		return "", false
	}
	if word == "&" || word == "+" || strings.EqualFold(word, "and") {
		return after, true
	}
	within, and := words.IsAnd(word)
	if !and && !words.IsWith(word) || startsSmall(after) {
		return "", false
	}
	if and && !within {
		return after, true
	}
	before := strings.TrimSpace(itemAtEnd(s[:i]))
	alone := and && word != "a" && !strings.Contains(before, " ") // "a" is also an English article
	return after, isFull(after) && (alone || isFull(before))
}

// maxName is the length in bytes within which a name ends. It keeps tags of prose from
// being read again for each word.
const maxName = 128

// itemAtEnd returns what follows the last comma of a text.
func itemAtEnd(s string) string {
	s = s[max(0, len(s)-maxName):]
	return s[strings.LastIndexByte(s, ',')+1:]
}

func containsAnd(s string) bool {
	for i := range len(s) {
		if s[i] != ' ' {
			continue
		}
		if _, ok := cutAnd(s, i); ok {
			return true
		}
	}
	return false
}

// cutBy removes the "by" in front of an author: "by Andy Weir", and in any language of
// Audible's sites before a colon: "Von: Andy Weir", "De : Andy Weir".
func cutBy(s string) string {
	for _, words := range []string{"written by ", "by "} {
		if len(s) > len(words) && strings.EqualFold(s[:len(words)], words) {
			return s[len(words):]
		}
	}
	if word, name, ok := strings.Cut(s, ":"); ok && strings.HasPrefix(name, " ") {
		switch strings.ToLower(strings.TrimSpace(word)) {
		case "by", "von", "de", "di", "par", "por", "door":
			return strings.TrimSpace(name)
		}
	}
	return s
}

// commas calls add with the people in a group that only commas separate. If every two parts
// form "Last, First", the group is a list of such pairs; otherwise each part is a
// person.
func commas(group string, known []string, add func(name string)) {
	if !strings.Contains(group, ",") {
		if group = strings.TrimSpace(group); group != "" {
			add(group)
		}
		return
	}
	var room [8]commaPart
	all := parts(room[:0], group)
	if !pairs(all) || slices.ContainsFunc(all, func(p commaPart) bool { return has(known, p.name) }) {
		for _, p := range all {
			add(p.name + p.suffix)
		}
		return
	}
	for i := 0; i < len(all); i += 2 {
		last, first := all[i], all[i+1]
		add(first.name + " " + last.name + last.suffix + first.suffix)
	}
}

// commaPart is a name before or after a comma, with its suffix (" Jr.").
type commaPart struct{ name, suffix string }

// parts splits a group at its commas and appends the parts to all.
func parts(all []commaPart, group string) []commaPart {
	depth := 0
	divides := func(r rune) bool {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		return r == ',' && depth <= 0
	}
	for part := range strings.FieldsFuncSeq(group, divides) {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
		case len(all) == 1 && !isFull(all[0].name) && areInitials(part): // "Robb, J. D."
			all = append(all, commaPart{name: part})
		case len(all) > 0 && (words.IsSuffix(part) || isDegree(part) && strings.Contains(all[len(all)-1].name, " ") || words.IsGeneration(part) && (startsSmall(part) || len(all) > 1 || strings.Contains(all[0].name, " "))):
			all[len(all)-1].suffix += " " + part
		case len(all) > 0 && isRoleOf(part, all[len(all)-1].name): // "Karl Turner, translator"
			all[len(all)-1].suffix += " (" + part + ")"
		default:
			all = append(all, commaPart{name: part})
		}
	}
	return all
}

// isRoleOf reports whether a text after a name and a comma is a role. In capitals it could
// also be a first name, so it must be a long word after a full name.
func isRoleOf(s, name string) bool {
	if strings.ContainsAny(s, "()[]") { // brackets in brackets would stay part of the name
		return false
	}
	if startsSmall(s) {
		return isRoles(s)
	}
	return len(s) > len("Trad.") && strings.Contains(name, " ") && words.Is(s, words.Role)
}

// pairs reports whether parts alternate between last and first names.
func pairs(all []commaPart) bool {
	if len(all) == 0 || len(all)%2 != 0 {
		return false
	}
	for i := 0; i < len(all); i += 2 {
		if !isPair(all[i].name, all[i+1].name) {
			return false
		}
	}
	return true
}

// isPair reports whether last and first are the two halves of one name. Either last is
// a single word or begins with a lower-case particle ("von Goethe"), or first is a
// single word, perhaps with initials ("Gabriel", "Ursula K.", "J. R. R."). Two full
// names are two people, and so are a full name and an acronym ("BBC").
func isPair(last, first string) bool {
	if words.IsEastAsian(last) || words.IsEastAsian(first) || isRole(first, last) || isNameless(first) {
		return false
	}
	if !strings.Contains(last, " ") || startsSmall(last) {
		return true
	}
	first, more, _ := strings.Cut(first, " ")
	for word := range strings.FieldsSeq(more) {
		if !isInitial(word) {
			return false
		}
	}
	return !isAcronym(first) || isAcronym(last)
}

// isRole reports whether s, found after name and a comma, is a role and not a
// first name: "full cast", "Emily Wilson - translator".
func isRole(s, name string) bool {
	return strings.ContainsAny(s, "()[]{}") || strings.Contains(s, " - ") ||
		startsSmall(s) && !startsSmall(name)
}

// startsSmall reports whether s begins with a lower-case letter.
func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
