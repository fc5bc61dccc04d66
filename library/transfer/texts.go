package transfer

import (
	"strings"
	"unicode"

	"lectern/library/text"
)

// maxLine is the largest length of a title, a name or a tag in bytes; the rest is cut off.
const maxLine = 1 << 10

// line returns a text in one line.
func line(s string) string {
	s = strings.Join(strings.Fields(text.Unescape(plain(s))), " ")
	if len(s) > maxLine {
		s = strings.ToValidUTF8(s[:maxLine], "")
	}
	return s
}

// plain removes control characters, and the apostrophe that keeps a spreadsheet from taking
// a text for a formula.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text.UnescapeFormula(s))
}

// prose returns a text in several lines, without the HTML in which sites write reviews.
func prose(s string) string {
	s = plain(strings.ReplaceAll(s, "\r\n", "\n"))
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			break
		}
		name := strings.TrimPrefix(rest, "/")
		end := strings.IndexAny(rest, "<>")
		if end < 0 || rest[end] != '>' || name == "" || text.Letter(name[0]) == 0 || text.IsDigit(name[0]) { // "I <3 it"
			b.WriteByte('<')
			s = rest
			continue
		}
		if is := strings.ToLower(strings.Trim(rest[:end], "/ ")); is == "br" || is == "p" && strings.HasPrefix(rest, "/") {
			b.WriteByte('\n')
		}
		s = rest[end+1:]
	}
	return strings.TrimSpace(text.Unescape(b.String()))
}

// nonempty returns the texts that are not empty.
func nonempty(texts ...string) (all []string) {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			all = append(all, t)
		}
	}
	return all
}
