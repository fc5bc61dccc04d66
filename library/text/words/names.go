package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
)

// AreNames reports whether a text has only names and signs between them. It returns false
// if a word or a sign could belong to something else about a person: "read by", "(editor)",
// "et al.".
func AreNames(s string) bool {
	const wide = 0xD4 // the first byte of scripts in which roles need no space, and of wide signs
	for i := range len(s) {
		switch c := s[i]; {
		case text.Letter(c) != 0, c >= 0x80 && c < wide:
		case strings.IndexByte(" .,;&/+|'", c) >= 0:
		case c == '-' && i > 0 && s[i-1] != ' ' && i+1 < len(s) && s[i+1] != ' ':
		default:
			return false
		}
	}
	list := strings.IndexByte(s, ',') >= 0
	for s != "" {
		word := firstWord(s)
		if word == "" {
			s = s[1:]
			continue
		}
		s = s[len(word):]
		switch begin := beginnings().Of(word); {
		case begin == nil:
		case begin.free, list, strings.HasPrefix(s, "."), !isCapital(word): // "tr. Ann Lee"
			return false // not "Viola Davis"
		}
	}
	return true
}

func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
