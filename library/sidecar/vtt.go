package sidecar

import (
	"strings"

	"lectern/library/book"
)

// readVTT parses the chapters in a WebVTT file.
func readVTT(text string) (all []book.Chapter) {
	inside := false
	for s := range strings.Lines(text) {
		s = strings.TrimSpace(s)
		from, to, is := strings.Cut(s, "-->")
		switch {
		case is:
			inside = false
			start, ok := clock(strings.TrimSpace(from))
			to, _, _ := strings.Cut(strings.TrimSpace(to), " ") // settings follow
			end, _ := clock(to)
			if ok && len(all) < maxChapters {
				all, inside = append(all, book.Chapter{Start: start, End: end}), true
			}
		case s == "":
			inside = false
		case inside:
			c := &all[len(all)-1]
			if len(c.Title) < maxTitle {
				c.Title = line(c.Title + " " + untagged(s))
			}
		}
	}
	return all
}

// untagged removes the tags of WebVTT, such as "<v Ann Lee>", "<c.loud>", "</i>" and
// "<00:00:20.500>". Other signs that look like a tag belong to the title.
func untagged(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if end := strings.IndexAny(rest, "<>"); end >= 0 && rest[end] == '>' && isTag(rest[:end]) {
			s = rest[end+1:]
		} else {
			b.WriteByte('<')
			s = rest
		}
	}
}

// isTag reports whether a text can stand between "<" and ">" in WebVTT.
func isTag(s string) bool {
	if _, is := clock(s); is {
		return true
	}
	name := strings.TrimPrefix(s, "/")
	if end := strings.IndexAny(name, " .\t"); end >= 0 { // classes, or a voice or language
		name = name[:end]
	}
	switch name {
	case "c", "i", "b", "u", "v", "ruby", "rt", "lang":
		return true
	default:
		return false
	}
}
