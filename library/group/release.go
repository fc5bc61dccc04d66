package group

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// plainRelease returns the name of a release in the form of other names:
// "Ada.Brook.-.Low.Tide.2019.MP3.64kbps-GRP" and
// "Ada_Brook-Low_Tide-AUDiOBOOK-WEB-2019-GRP" give "Ada Brook - Low Tide (2019)". A release
// has no spaces, and remarks about the recording at its end. Any other name is returned
// unchanged.
func plainRelease(name string) string {
	dotted := strings.Count(name, ".") > 1 && !strings.Contains(name, "_")
	if strings.Contains(name, " ") || !dotted && !strings.Contains(name, "_") {
		return name
	}
	rest, grouped := cutGroupName(name)
	t, ok := cutTail(rest)
	if !ok || !grouped && !(dotted && t.sure) || !t.sure && t.year == 0 {
		return name
	}
	plain := strings.ReplaceAll(t.rest, "_", " ")
	if dotted {
		plain = withoutDots(t.rest)
	}
	plain = authorHyphened(plain)
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

// cutTail removes the remarks, the year and the languages from the end of a release. ok is
// false if there are no remarks, or nothing else.
func cutTail(s string) (t tail, ok bool) {
	t.rest = s
	for {
		at := strings.LastIndexAny(t.rest, "._-")
		if at <= 0 {
			return t, ok
		}
		word := strings.Trim(t.rest[at+1:], "()[]")
		rest := strings.TrimRight(t.rest[:at], "._-")
		switch year, isYear := asYear(word); {
		case rest == "":
			return t, false
		case word == "" && !strings.HasSuffix(t.rest, ".-"):
		case isYear && t.year == 0 && firstRelease <= year && year <= lastRelease:
			t.year = year
		case words.Is(word, words.Edition) && t.edition == "":
			t.edition, t.sure, ok = word, true, true
		case isReleaseRemark(word):
			t.sure = t.sure || !words.Is(word, words.Disc) && !strings.EqualFold(word, "web")
			ok = true
		case t.rest[at] == '-' && strings.Contains(rest, "-") && (languageCodes[word] || t.rest[at+1:] == "("+word+")" && words.LanguageName(word) != ""):
		default:
			return t, ok
		}
		t.rest = rest
	}
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

// withoutDots replaces the full stops of a release by spaces. They stay behind the initials
// of an author: "J.R.R.Marl.-.Low.Tide" gives "J. R. R. Marl - Low Tide".
func withoutDots(s string) string {
	all := strings.Split(s, ".")
	author := slices.Index(all, "-")
	for i, word := range all {
		if first, size := utf8.DecodeRuneInString(word); i < author && size == len(word) && unicode.IsUpper(first) {
			all[i] += "."
		}
	}
	return strings.Join(strings.FieldsFunc(strings.Join(all, " "), unicode.IsSpace), " ")
}

// authorHyphened puts spaces around the hyphen behind the author of a release: the first
// one behind a name, or the only one.
func authorHyphened(s string) string {
	if strings.Contains(s, dash) {
		return s
	}
	for at := range s {
		if s[at] == '-' && (arePeople(s[:at]) || strings.Count(s, "-") == 1) {
			return s[:at] + dash + s[at+1:]
		}
	}
	return s
}
