package export

import (
	"bufio"
	"strings"

	"lectern/library/book"
)

// byteOrderMark begins a file for spreadsheets. Without it, Excel takes a CSV file for a
// text in the code page of the system. LibreOffice recognizes it too, and removes it.
const byteOrderMark = "\ufeff"

// newSafeSheet is newSheet for programs that calculate: no cell is a formula.
func newSafeSheet[T any](out *bufio.Writer, entries []entry[T]) *sheet[T] {
	out.WriteString(byteOrderMark) // Close returns its error
	s := newSheet(out, entries)
	s.safe = true
	return s
}

// inert returns a text that no spreadsheet takes for a formula: it puts an apostrophe
// before a text that begins like one. It also does so before apostrophes in front of such
// a beginning, so that removing one apostrophe always gives the text back.
func inert(s string) string {
	if isFormula(strings.TrimLeft(s, "' \u00a0\u3000")) {
		return "'" + s
	}
	return s
}

// isFormula reports whether a cell begins like a formula, or with a character that
// spreadsheets skip before one. The list is OWASP's (CSV Injection); the wide forms count
// in East Asian versions of Excel.
func isFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(s[:min(len(s), 4)])[0])
}

// isFigure reports whether the value of a field is a number, which no spreadsheet takes
// for a formula even if it begins with a minus.
func isFigure(value any) bool {
	switch value.(type) {
	case *int, int, int64, book.ID, seconds, bool:
		return true
	default:
		return false
	}
}
