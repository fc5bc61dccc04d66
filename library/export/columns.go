package export

import (
	"strings"
	"unicode"

	"lectern/library/book"
)

// Column is a column of a text for people.
type Column struct {
	Title string
	Right bool                    // it has figures, dates and times, never texts of files or people; it is aligned to the right
	Text  func(*book.Book) string // in the caller's words; it may have several lines
}

// printable returns a text without control characters. Line breaks stay.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, strings.ReplaceAll(book.UTF8(s), "\r\n", "\n"))
}

// oneLine returns a text in one line, without white space around it.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }
