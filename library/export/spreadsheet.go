package export

import (
	"bufio"

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
