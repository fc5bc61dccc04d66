package group

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// plainRelease returns the name of a release in the form of other names:
// "Ada.Brook.-.Low.Tide.2019.MP3.64kbps-GRP" and
// "Ada_Brook-Low_Tide-AUDiOBOOK-WEB-2019-GRP" give "Ada Brook - Low Tide (2019)". A release
// has no spaces, remarks about the recording at its end, and behind them the name of the group
// that made it, or ".-." between its author and its title. Any other name is returned
// unchanged: "U.S.A.(Unabridged)".
func plainRelease(name string) string {
	dotted := strings.Count(name, ".") > 1 && !strings.Contains(name, "_")
	if strings.Contains(name, " ") || !dotted && !strings.Contains(name, "_") {
		return name
	}
	rest, grouped := cutGroupName(name)
	t, ok := cutTail(rest, dotted)
	if !ok || !grouped && !(t.sure && strings.Contains(t.rest, ".-.")) || !t.sure && t.year == 0 {
		return name
	}
	author, title := cutAuthorOf(t.rest, dotted)
	plain := unjoined(title, dotted)
	if author != "" {
		plain = author + dash + plain
	}
	if t.edition != "" {
		plain += " (" + t.edition + ")"
	}
	if t.year != 0 {
		plain += fmt.Sprintf(" (%d)", t.year)
	}
	return plain
}

// cutGroupName removes the name of the group that made a release from its end: "-GRP",
// "-GRP_iNT".
func cutGroupName(name string) (rest string, found bool) {
	rest = name
	if before, found := cutSuffixFold(rest, "_int"); found {
		rest = before
	}
	at := strings.LastIndexByte(rest, '-')
	if at <= 0 || at == len(rest)-1 || strings.ContainsFunc(rest[at+1:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) || isReleaseRemark(rest[at+1:]) {
		return name, false
	}
	return rest[:at], true
}

// tail is what a release has behind its title.
type tail struct {
	rest    string // the author and the title
	year    int
	edition string
	sure    bool // one of the remarks says that it is a recording
}

// cutTail removes the remarks, the year and the languages from the end of a release, dotted
// or with underscores. ok is false if there are no remarks, or nothing else. A remark in
// brackets is not a sign of a release, and a year behind the author is the title.
func cutTail(s string, dotted bool) (t tail, ok bool) {
	seps := "-"
	if dotted {
		seps = ".-"
	}
	t.rest = s
	for {
		at := strings.LastIndexAny(t.rest, seps)
		if at <= 0 {
			return t, ok
		}
		written := t.rest[at+1:]
		word := strings.Trim(written, "()[]")
		rest := strings.TrimRight(t.rest[:at], "._-")
		switch year, isYear := asYear(word); {
		case rest == "":
			return t, false
		case word == "" && !strings.HasSuffix(t.rest, ".-"):
		case isYear && t.year == 0 && firstRelease <= year && year <= lastRelease && !isAuthorOf(t.rest[:at], t.rest[at], dotted):
			t.year = year
		case words.Is(word, words.Edition) && t.edition == "":
			t.edition, t.sure, ok = word, t.sure || word == written, true
		case isReleaseRemark(word):
			t.sure = t.sure || word == written && !words.Is(word, words.Disc) && !strings.EqualFold(word, "web")
			ok = true
		case t.rest[at] == '-' && strings.Contains(rest, "-") && (languageCodes[word] || written == "("+word+")" && words.LanguageName(word) != ""):
		default:
			return t, ok
		}
		t.rest = rest
	}
}

// isAuthorOf reports whether a text before a sign is all that stands before the title of a
// release: it ends with a dash, or only names people and a hyphen follows.
func isAuthorOf(s string, sign byte, dotted bool) bool {
	if strings.HasSuffix(s, ".-") {
		return true
	}
	author, _ := cutAuthorOf(s, dotted)
	return sign == '-' && author == "" && arePeople(initialled(s, dotted))
}

// firstRelease and lastRelease limit the years of releases; other numbers belong to titles.
const firstRelease, lastRelease = 1950, 2039

// isReleaseRemark reports whether a word at the end of a release says what kind of recording
// it is: "MP3", "64kbps", "AUDiOBOOK", "WEB", "3CD".
func isReleaseRemark(word string) bool {
	kind := strings.TrimLeft(word, "0123456789")
	known, _ := text.Lookup(releaseRemarks, word)
	return known || isRate(word) || isRemark(word) || words.Is(kind, words.Disc)
}

// releaseRemarks are the words that only releases have. They write "ue" for "ü".
var releaseRemarks = lowered("web", "webrip", "abook", "int", "internal", "proper", "repack", "readnfo", "hoerbuch", "hoerspiel", "ungekuerzt", "ungekuerzte", "gekuerzt")

// cutAuthorOf divides a release at the dash behind its author, or at the first hyphen behind a
// name. author is "" if there is none.
func cutAuthorOf(s string, dotted bool) (author, title string) {
	for _, sep := range [...]string{".-.", "_-_"} {
		if before, after, ok := strings.Cut(s, sep); ok {
			return initialled(before, dotted), after
		}
	}
	for at := range s {
		if s[at] == '-' && arePeople(initialled(s[:at], dotted)) {
			return initialled(s[:at], dotted), s[at+1:]
		}
	}
	return "", s
}

// initialled returns the name of an author in a release: "J.R.R.Marl" gives "J. R. R. Marl".
func initialled(s string, dotted bool) string {
	if !dotted {
		return unjoined(s, false)
	}
	all := strings.FieldsFunc(s, func(r rune) bool { return r == '.' })
	for i, word := range all {
		if isCapital(word) {
			all[i] += "."
		}
	}
	return strings.Join(all, " ")
}

// unjoined replaces the signs between the words of a release by spaces. Full stops stay
// between single letters and between digits: "U.S.A", "11.22.63".
func unjoined(s string, dotted bool) string {
	if !dotted {
		return strings.ReplaceAll(s, "_", " ")
	}
	var all strings.Builder
	before := ""
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '.' }) {
		switch {
		case before == "":
		case isCapital(before) && isCapital(word), isCount(before) && isCount(word):
			all.WriteByte('.')
		default:
			all.WriteByte(' ')
		}
		all.WriteString(word)
		before = word
	}
	return all.String()
}

// isCapital reports whether a word is a single capital letter.
func isCapital(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(first)
}
