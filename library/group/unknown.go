package group

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// isUnknown reports whether a text is what programs write for an unknown album, title
// or person, some with the time after it: a word, or question marks in place of lost
// letters.
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
	return words.Is(s, words.Nameless|words.Nobody)
}

// meaningful returns a text as one line, or "" if it is a placeholder.
func meaningful(s string) string {
	if s = line(s); isUnknown(s) {
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
