package text

import (
	"encoding/xml"
	"html"
	"strings"
)

// maxEntity is the length of the longest entity, without "&" and ";".
const maxEntity = 10

// Unescape replaces numeric entities and the named entities of HTML 4, which scrapers
// leave in tags: "Ann O&#39;Hara", "Salt &amp; Iron". An entity must end with a
// semicolon. Some tools escape twice ("&amp;#39;"), so Unescape runs twice. A text with
// HTML elements is returned unchanged, because there the entities are meant.
func Unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 || strings.IndexByte(s, ';') < 0 || hasElements(s) {
		return s
	}
	for range 2 {
		was := s
		if s = unescape(s); s == was {
			break
		}
	}
	return s
}

func unescape(s string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '&')
		if at < 0 {
			break
		}
		end := strings.IndexByte(s[at:min(len(s), at+maxEntity+2)], ';') + 1
		b.WriteString(s[:at])
		if s = s[at:]; end > 0 && isEntity(s[1:end-1]) {
			b.WriteString(html.UnescapeString(s[:end]))
			s = s[end:]
			continue
		}
		b.WriteByte('&')
		s = s[1:]
	}
	b.WriteString(s)
	return b.String()
}

// isEntity reports whether name is the name of an entity: "amp", "#39", "#x27". It
// leaves out the two thousand that HTML 5 added, as some of their names occur in tags.
func isEntity(name string) bool {
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if hex := strings.TrimLeft(digits, "xX"); hex != digits {
			return hex != "" && strings.Trim(hex, "0123456789abcdefABCDEF") == ""
		}
		return digits != "" && strings.Trim(digits, "0123456789") == ""
	}
	switch name {
	case "apos", "AMP", "QUOT":
		return true
	}
	return xml.HTMLEntity[name] != ""
}

// hasElements reports whether a text has a start tag or an end tag of HTML.
func hasElements(s string) bool {
	s = s[:strings.LastIndexByte(s, '>')+1]
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 || at+1 >= len(s) {
			return false
		}
		s = s[at+1:]
		if c := Letter(s[0]); c >= 'a' || s[0] == '/' {
			return true // the text ends with ">"
		}
	}
}
