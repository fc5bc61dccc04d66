// Package group turns files into books: which files make one book, and what
// its title, people and series are, from what the tags and names tell. It is
// pure: no clock, no disk, no state.
package group

import (
	"path/filepath"
	"strings"
	"unicode"

	"lectern/library/book"
)

// title is what the tags call the file: its part title, else its book's title,
// else "".
func title(t *book.Tags) string {
	if s := told(t.Title); s != "" {
		return s
	}
	return told(t.Album)
}

// fileTitle is a title made of a file name: the name without its extension,
// and the whole name where nothing else is left. It is never empty.
func fileTitle(name string) string {
	if s := line(strings.TrimSuffix(name, filepath.Ext(name))); s != "" {
		return s
	}
	if s := line(name); s != "" {
		return s
	}
	return "\uFFFD"
}

// line makes s one line of valid UTF-8: runs of blanks and control characters
// are one space, none at the ends. A string that is so already is returned as
// it is.
func line(s string) string {
	blank := true // the rune before was a blank, or there was none
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
