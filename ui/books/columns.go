package books

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/words"
)

// Column is one column of the table, as data. To add a column, add a line to Columns,
// and a key in library/view/keys.go: no two columns sort by the same key.
type Column struct {
	Key   view.Key // identifies the column in the settings; a click on the heading sorts by it
	Title string
	Width float32
	right bool // aligned to the right, for numbers
	cell  func(b *book.Book, now time.Time) content
}

// content returns the content of a book's cell in the column.
func (c Column) content(b *book.Book, now time.Time) content {
	v := c.cell(b, now)
	v.right = c.right
	if v.firstTone == words.Plain && words.Absent(b) {
		v.firstTone = words.Muted
	}
	return v
}

// Columns are the columns of the table from left to right. All but the last fit into a
// window of 1600 pixels: problems are seldom looked at.
func Columns() []Column {
	return []Column{
		{view.ByTitle, "Title", 236, false, titleCell},
		{view.ByAuthor, "Author", 140, false, authorCell},
		{view.ByNarrator, "Narrator", 136, false, narratorCell},
		{view.BySeries, "Series", 140, false, seriesCell},
		{view.ByLength, "Length", 94, true, lengthCell},
		{view.ByBitRate, "Bit rate", 80, true, func(b *book.Book, _ time.Time) content {
			if b.BitRate <= 0 {
				return content{}
			}
			return content{first: strconv.Itoa((b.BitRate+500)/1000) + " kbps"}
		}},
		{view.ByCodec, "Codec", 114, false, CodecCell},
		{view.BySize, "Size", 76, true, func(b *book.Book, _ time.Time) content {
			return content{first: humanize.Bytes(uint64(max(b.Size, 0)))}
		}},
		{view.ByModified, "Modified", 106, true, func(b *book.Book, now time.Time) content {
			t := time.Unix(0, b.Modified)
			return content{first: humanize.RelTime(t, now, "ago", "from now"), Second: t.Format("2 Jan 2006"), secondTone: words.Muted}
		}},
		{view.ByFolder, "Folder", 170, false, folderCell},
		{view.ByProblems, "Problems", 190, false, problemsCell},
	}
}

// titleCell shows the title and, below it, the status of the book if it is unusual, and
// the file name. The title is grey if the files are missing.
func titleCell(b *book.Book, now time.Time) content {
	c := content{first: b.Title, Second: filepath.Base(b.Path), secondTone: words.Muted}
	if status, t := words.BookStatus(b, now); status != "" {
		if c.Second, c.secondTone = status+" · "+c.Second, t; words.Absent(b) {
			c.firstTone = words.Muted
		}
		return c
	}
	switch b.State {
	case book.Probed:
		if f := b.Files[0]; f.Misnamed() {
			c.Second = "really " + f.Media.Container + " · " + c.Second
		}
	case book.Found:
		c.Second = "waiting · " + c.Second
	case book.Probing:
		c.Second, c.secondTone, c.turning = "reading · "+c.Second, words.Muted, true
	}
	return c
}

// problemsCell shows the first problem and the number of the others; the details show
// all.
func problemsCell(b *book.Book, _ time.Time) content {
	for l := range b.Lint.Each {
		c := content{first: words.Capital(l.String()), secondTone: words.Muted}
		if more := b.Lint &^ l; more.Len() == 1 {
			c.Second = more.String()
		} else if more != 0 {
			c.Second = fmt.Sprintf("+%d more", more.Len())
		}
		return c
	}
	return content{}
}

func authorCell(b *book.Book, _ time.Time) content   { return content{first: b.Author()} }
func narratorCell(b *book.Book, _ time.Time) content { return content{first: b.Narrator()} }

func lengthCell(b *book.Book, _ time.Time) content {
	return content{first: words.Length(b.Duration, b.Estimated)}
}

func seriesCell(b *book.Book, _ time.Time) content {
	if len(b.Series) == 0 {
		return content{}
	}
	s := b.Series[0]
	c := content{first: s.Name, secondTone: words.Muted}
	if s.Part != "" {
		c.Second = "Book " + s.Part
	}
	if more := len(b.Series) - 1; more > 0 {
		c.Second = strings.TrimPrefix(fmt.Sprintf("%s · +%d more", c.Second, more), " · ")
	}
	return c
}

// CodecCell shows the codec and, below it, the sample rate and the channels.
func CodecCell(b *book.Book, _ time.Time) content {
	c := content{first: b.Codec, secondTone: words.Muted}
	m := b.Files[0].Media
	if m == nil || m.SampleRate <= 0 {
		return c
	}
	c.Second = strconv.FormatFloat(float64(m.SampleRate)/1000, 'f', -1, 64) + " kHz"
	switch m.Channels {
	case 0:
	case 1:
		c.Second += " mono"
	case 2:
		c.Second += " stereo"
	default:
		c.Second += fmt.Sprintf(" %d ch", m.Channels)
	}
	return c
}

func folderCell(b *book.Book, _ time.Time) content {
	dir := b.Folder()
	return content{first: filepath.Base(dir), Second: words.Path(filepath.Dir(dir)), secondTone: words.Muted}
}
