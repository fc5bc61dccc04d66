package group

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// isUnknown reports whether a text is what programs write for an unknown album, title
// or person, some with the time after it: a word, or question marks in place of lost
// letters; or what a download has in place of it: a web address.
func isUnknown(s string) bool {
	if s == "" {
		return false
	}
	if text.Letter(s[0]) == 0 && strings.Trim(s, "?？\uFFFD .,;:/&-_()[]'\"!") == "" {
		return strings.ContainsAny(s, "?？\uFFFD")
	}
	if len(s) > 3*maxContainer {
		return false
	}
	if strings.IndexByte(s, '(') >= 0 {
		s, _, _ = strings.Cut(s, " (")
	}
	return words.Is(s, words.Nameless|words.Nobody) || isAddress(s)
}

// isUnknownPerson is isUnknown for a text that should name a person. "Startup.com" can be
// the title of a book.
func isUnknownPerson(s string) bool {
	if isUnknown(s) {
		return true
	}
	at := strings.LastIndexByte(s, '.')
	return at > 0 && (strings.Contains(s, "www.") || strings.IndexByte(s, ' ') < 0 && domains[strings.ToLower(s[at+1:])])
}

// isAddress reports whether a text is a web address, and nothing else.
func isAddress(s string) bool {
	if strings.IndexByte(s, '.') < 0 || strings.IndexByte(s, ' ') >= 0 {
		return false
	}
	s = strings.ToLower(strings.TrimLeft(s, "[(<"))
	return strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// domains are what web addresses end in, of which none is a name.
var domains = map[string]bool{
	"com": true, "net": true, "org": true, "info": true, "biz": true, "club": true, "link": true, "online": true, "site": true, "xyz": true, "ru": true, "su": true, "ua": true,
}

// meaningful returns the beginning of a tag as one line, or "" if it is a placeholder.
func meaningful(s string) string {
	if s = line(bounded(s)); isUnknown(s) {
		return ""
	}
	return s
}

// meaningfulTitle returns a title without remarks as one line, or "" if it is a
// placeholder or a plain track number.
func meaningfulTitle(s string) string {
	if s = meaningful(s); s == "" {
		return ""
	}
	if s = bare(s).title; !text.IsDigit(s[len(s)-1]) {
		return s
	}
	if rest := s[:text.DigitsStart(s)]; words.Is(rest, words.Track) {
		return ""
	}
	return s
}
