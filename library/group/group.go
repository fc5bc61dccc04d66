// Package group turns files into books. It decides which files make one book,
// and derives title, people and series from tags, sidecars and names. It is
// pure: no clock, no disk, no state.
package group

import (
	"path/filepath"
	"strings"
	"unicode"

	"lectern/library/book"
)

// title returns the title of a file in its tags: the title tag, or else the album.
func title(t *book.Tags) string {
	if s := meaningful(t.Title); s != "" {
		return s
	}
	return meaningful(t.Album)
}

// fileTitle returns a file name as a title: without its extension, unless
// nothing else is left, and with spaces. It is never empty.
func fileTitle(name string) string {
	if s := line(withSpaces(strings.TrimSuffix(name, filepath.Ext(name)))); s != "" {
		return s
	}
	if s := line(name); s != "" {
		return s
	}
	return "\uFFFD"
}

// line returns s as one line of valid UTF-8. Each run of white space and
// control characters becomes one space; none is left at the ends. A string that
// already has this form is returned unchanged.
func line(s string) string {
	at := 0 // of the first byte that is not in plain words
	for at < len(s) && (s[at] > ' ' && s[at] < 0x7F || s[at] == ' ' && at > 0 && s[at-1] != ' ') {
		at++
	}
	if at == len(s) {
		return strings.TrimSuffix(s, " ")
	}
	blank := true // the previous rune was white space, or there was none
	for _, r := range s {
		gap := isGap(r)
		if r == unicode.ReplacementChar || gap && (blank || r != ' ') {
			return strings.Join(strings.FieldsFunc(book.UTF8(s), isGap), " ")
		}
		blank = gap
	}
	return strings.TrimSuffix(s, " ")
}

func isGap(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
