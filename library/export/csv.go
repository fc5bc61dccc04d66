package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
)

// sheet prints a header and a line per record, quoted by RFC 4180. Lines end
// with a line feed only: with CRLF, encoding/csv would also change line breaks
// inside cells, and line-based tools would keep the carriage return.
type sheet[T any] struct {
	out     *csv.Writer
	entries []entry[T]
	cells   []string
	safe    bool // texts that a spreadsheet may take for a formula are marked as texts
}

func newSheet[T any](out *bufio.Writer, entries []entry[T]) *sheet[T] {
	s := &sheet[T]{out: csv.NewWriter(out), entries: entries}
	for i := range entries {
		s.cells = append(s.cells, entries[i].columns()...)
	}
	s.out.Write(s.cells) // Close returns its error
	return s
}

// columns are the names of an entry's columns.
func (e *entry[T]) columns() []string {
	if e.cells != nil {
		return e.cells
	}
	return []string{e.name}
}

func (s *sheet[T]) Write(v *T) error {
	defer unpack(v)()
	s.cells = s.cells[:0]
	for i := range s.entries {
		e := &s.entries[i]
		if e.cells != nil && len(e.cells) == 0 {
			continue
		}
		value := e.value(v)
		switch c, _ := value.(*cover); {
		case c != nil:
			mime := book.UTF8(c.MIME)
			if s.safe {
				mime = text.EscapeFormula(mime)
			}
			s.cells = append(s.cells, mime, number(int64(c.Width)), number(int64(c.Height)), number(c.Bytes))
		case !e.always && empty(value):
			s.cells = append(s.cells, make([]string, max(1, len(e.cells)))...)
		case s.safe && !isFigure(value):
			s.cells = append(s.cells, text.EscapeFormula(cell(value)))
		default:
			s.cells = append(s.cells, cell(value))
		}
	}
	return s.out.Write(s.cells)
}

// number returns a number as a cell, "" for 0.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func (s *sheet[T]) Close() error {
	s.out.Flush()
	return s.out.Error()
}

// cell returns a field's value as the text of one cell.
func cell(v any) string {
	switch v := v.(type) {
	case *string:
		return book.UTF8(*v)
	case string:
		return book.UTF8(v)
	case *int:
		return strconv.Itoa(*v)
	case *[]string:
		return book.UTF8(strings.Join(*v, "; "))
	case []string:
		return book.UTF8(strings.Join(v, "; "))
	case *[]book.Series:
		return joinStrings(*v)
	case []chapter:
		return joinStrings(v)
	case []bookmark:
		return joinStrings(v)
	default:
		return fmt.Sprint(v)
	}
}

func joinStrings[S fmt.Stringer](all []S) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = s.String()
	}
	return book.UTF8(strings.Join(texts, "; "))
}
