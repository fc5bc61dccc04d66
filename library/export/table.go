package export

import (
	"bufio"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/dustin/go-humanize"
	"github.com/mattn/go-runewidth"

	"lectern/library/book"
)

// maxCell is the greatest width of a cell outside the last column: four text
// columns of this width and the figures fit a wide terminal.
const maxCell = 40

// column is a column of a table.
type column[T any] struct {
	title string
	right bool // aligned right, like figures
	text  func(*T) string
}

var bookColumns = []column[book.Book]{
	{"TITLE", false, func(b *book.Book) string { return b.Title }},
	{"AUTHOR", false, (*book.Book).Author},
	{"NARRATOR", false, (*book.Book).Narrator},
	{"SERIES", false, func(b *book.Book) string { return joinStrings(b.Series) }},
	{"LENGTH", true, func(b *book.Book) string { return length(b.Duration, b.Estimated) }},
	{"SIZE", true, func(b *book.Book) string { return size(b.Size) }},
	{"BIT RATE", true, func(b *book.Book) string { return bitRate(b.BitRate) }},
	{"STATE", false, func(b *book.Book) string { return stateText(b.State, b.Fault) }},
	{"PATH", false, func(b *book.Book) string { return b.Path }},
}

var fileColumns = []column[book.File]{
	{"TITLE", false, func(f *book.File) string { return media(f).Tags.Title }},
	{"ALBUM", false, func(f *book.File) string { return media(f).Tags.Album }},
	{"ARTIST", false, func(f *book.File) string { return media(f).Tags.Artist }},
	{"CODEC", false, func(f *book.File) string { return media(f).Codec }},
	{"LENGTH", true, func(f *book.File) string { return length(media(f).Duration, media(f).Estimated) }},
	{"SIZE", true, func(f *book.File) string { return size(f.Size) }},
	{"BIT RATE", true, func(f *book.File) string { return bitRate(media(f).BitRate) }},
	{"STATE", false, func(f *book.File) string { return stateText(f.State, f.Fault) }},
	{"PATH", false, func(f *book.File) string { return f.Path }},
}

// table prints aligned columns. It keeps its rows until Close.
type table[T any] struct {
	out     *bufio.Writer
	columns []column[T]
	rows    [][]string
}

func (t *table[T]) Write(v *T) error {
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		cells[i] = plain(c.text(v))
		if i < len(cells)-1 {
			cells[i] = cellWidth.Truncate(cells[i], maxCell, "…")
		}
	}
	t.rows = append(t.rows, cells)
	return nil
}

func (t *table[T]) Close() error {
	titles := make([]string, len(t.columns))
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		titles[i] = c.title
		widths[i] = cellWidth.StringWidth(c.title)
		for _, row := range t.rows {
			widths[i] = max(widths[i], cellWidth.StringWidth(row[i]))
		}
	}
	t.print(titles, widths)
	for _, row := range t.rows {
		t.print(row, widths)
	}
	return t.out.Flush()
}

// print prints one line without trailing spaces. Flush returns its error.
func (t *table[T]) print(cells []string, widths []int) {
	var line strings.Builder
	for i, cell := range cells {
		if i > 0 {
			line.WriteString("  ")
		}
		pad := strings.Repeat(" ", widths[i]-cellWidth.StringWidth(cell))
		if t.columns[i].right {
			line.WriteString(pad + cell)
		} else {
			line.WriteString(cell + pad)
		}
	}
	t.out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// cellWidth counts terminal cells, independently of the locale.
var cellWidth = &runewidth.Condition{StrictEmojiNeutral: true}

// plain makes s safe for a terminal: it replaces control characters with spaces
// and removes characters that change the direction of writing.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, book.UTF8(s))
}

// media returns what a reader found in f, empty if f was not read.
func media(f *book.File) *book.Media {
	if f.Media == nil {
		return &book.Media{}
	}
	return f.Media.Media()
}

// length returns a duration in words, with "~" before an estimate.
func length(d time.Duration, estimated bool) string {
	s := book.Length(d)
	if estimated && s != "" {
		return "~" + s
	}
	return s
}

func size(bytes int64) string { return humanize.Bytes(uint64(max(0, bytes))) }

// bitRate returns a bit rate in kbit/s, "" if unknown.
func bitRate(bps int) string {
	if bps <= 0 {
		return ""
	}
	return fmt.Sprintf("%d kbit/s", (bps+500)/1000)
}

// stateText returns the state in words; for a failed row, the reason.
func stateText(s book.State, f *book.Fault) string {
	if s == book.Failed && f != nil {
		return f.Reason
	}
	return s.String()
}
