package export

import (
	"bufio"
	"io"
	"strings"

	"lectern/library/book"
)

// markdown prints a table of GitHub Flavored Markdown.
type markdown struct {
	out     *bufio.Writer
	columns []Column
}

// Markdown returns a writer of a table in Markdown, with a heading even if there is no
// book. A line break within a cell is <br>; whatever else Markdown could take for markup
// has a backslash in front.
func Markdown(w io.Writer, columns []Column) Writer[book.Book] {
	m := &markdown{out: bufio.NewWriter(w), columns: columns}
	rule := make([]string, len(columns))
	m.row(func(i int) string { return columns[i].Title })
	for i, c := range columns {
		if rule[i] = "---"; c.Right {
			rule[i] = "---:"
		}
	}
	m.out.WriteString("| " + strings.Join(rule, " | ") + " |\n") // Close returns its error
	return m
}

func (m *markdown) Write(b *book.Book) error {
	return m.row(func(i int) string { return m.columns[i].Text(b) })
}

func (m *markdown) row(text func(i int) string) error {
	for i := range m.columns {
		m.out.WriteString("| ")
		m.out.WriteString(markdownCell(text(i)))
		m.out.WriteByte(' ')
	}
	_, err := m.out.WriteString("|\n")
	return err
}

func (m *markdown) Close() error { return m.out.Flush() }

// markup puts a backslash before each character with a meaning within a line.
var markup = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "~", `\~`, "&", `\&`, "\n", "<br>")

func markdownCell(s string) string { return markup.Replace(strings.TrimSpace(printable(s))) }
