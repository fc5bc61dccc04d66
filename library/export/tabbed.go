package export

import (
	"bufio"
	"io"

	"lectern/library/book"
	"lectern/library/text"
)

// tabbed prints a line per book, with tabs between the cells.
type tabbed struct {
	out     *bufio.Writer
	columns []Column
}

// Tabbed returns a writer of lines to be pasted: a spreadsheet puts them into cells, and
// mail shows them as they are. There is no heading, so that lines can be pasted below each
// other. No cell is a formula.
func Tabbed(w io.Writer, columns []Column) Writer[book.Book] {
	return &tabbed{out: bufio.NewWriter(w), columns: columns}
}

func (t *tabbed) Write(b *book.Book) error {
	for i, c := range t.columns {
		if i > 0 {
			t.out.WriteByte('\t')
		}
		t.out.WriteString(text.EscapeFormula(oneLine(c.Text(b))))
	}
	return t.out.WriteByte('\n')
}

func (t *tabbed) Close() error { return t.out.Flush() }
