package ui

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"lectern/library/book"
	"lectern/library/view"
)

// column is one column of the table, as data. To add one, add a line here and,
// if it sorts by something new, a key in library/view.
type column struct {
	key   view.Key // its identity in the settings, and what a click on it sorts by
	title string
	width float32
	right bool // figures end at the right edge
	cell  func(b *book.Book, now time.Time) content
}

// content is what a book's cell in the column shows.
func (c column) content(b *book.Book, now time.Time) content {
	v := c.cell(b, now)
	v.right = c.right
	if v.firstTone == plain && absent(b) {
		v.firstTone = muted
	}
	return v
}

// columns are the table's columns from left to right. All but the last fit into a
// window of 1600 pixels: problems are looked at now and then.
func columns() []column {
	return []column{
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
		{view.ByCodec, "Codec", 114, false, codecCell},
		{view.BySize, "Size", 76, true, func(b *book.Book, _ time.Time) content {
			return content{first: humanize.Bytes(uint64(max(b.Size, 0)))}
		}},
		{view.ByModified, "Modified", 106, true, func(b *book.Book, now time.Time) content {
			t := time.Unix(0, b.Modified)
			return content{first: humanize.RelTime(t, now, "ago", "from now"), second: t.Format("2 Jan 2006"), secondTone: muted}
		}},
		{view.ByFolder, "Folder", 170, false, folderCell},
		{view.ByProblems, "Problems", 190, false, problemsCell},
	}
}

// titleCell shows the title, and under it where the row stands: its file's
// name once it has been read, else what is going on or what went wrong. The row
// of a file that is not there is grey.
func titleCell(b *book.Book, now time.Time) content {
	c := content{first: b.Title, second: filepath.Base(b.Path), secondTone: muted}
	if status, t := trouble(b, now); status != "" {
		if c.second, c.secondTone = status+" · "+c.second, t; absent(b) {
			c.firstTone = muted
		}
		return c
	}
	switch b.State {
	case book.Probed:
		if f := b.Files[0]; f.Misnamed() {
			c.second = "really " + f.Media.Container + " · " + c.second
		}
	case book.Found:
		c.second = "waiting · " + c.second
	case book.Probing:
		c.second, c.secondTone, c.turning = "reading · "+c.second, muted, true
	}
	return c
}

// problemsCell shows the first problem, and how many more there are below it: all
// stand in the details.
func problemsCell(b *book.Book, _ time.Time) content {
	for l := range b.Lint.Each {
		c := content{first: capital(l.String()), secondTone: muted}
		if more := b.Lint &^ l; more.Len() == 1 {
			c.second = more.String()
		} else if more != 0 {
			c.second = fmt.Sprintf("+%d more", more.Len())
		}
		return c
	}
	return content{}
}

func authorCell(b *book.Book, _ time.Time) content   { return content{first: b.Author()} }
func narratorCell(b *book.Book, _ time.Time) content { return content{first: b.Narrator()} }

func lengthCell(b *book.Book, _ time.Time) content {
	return content{first: length(b.Duration, b.Estimated)}
}

// length is a duration in words, "" while it is not known.
func length(d time.Duration, estimated bool) string {
	switch {
	case d <= 0:
		return ""
	case estimated:
		return "~ " + book.Length(d)
	default:
		return book.Length(d)
	}
}

// faultWords put what records say of a fault, for programs and for those who write
// them, into the words of a desktop.
var faultWords = strings.NewReplacer(
	"protected (DRM)", "copy-protected (DRM)",
	"truncated", "file is incomplete",
	"no sound in it", "no audio in it",
	"its length cannot be told", "length unknown",
	"not a regular file (a ", "not an audio file (",
	"not a regular file", "not an audio file",
	"link leads nowhere", "broken link",
	"link leads in a circle", "link that leads to itself",
)

// sentence is a fault in words, as they stand in a row.
func sentence(f *book.Fault) string {
	if f == nil || f.Reason == "" {
		return "could not be read"
	}
	// What a program says of itself when it breaks is for the record.
	if before, _, broke := strings.Cut(f.Reason, readerFailed); broke {
		return before + "could not be read"
	}
	return faultWords.Replace(f.Reason)
}

// readerFailed begins the reason of a file whose reader broke.
const readerFailed = "its reader failed"

func seriesCell(b *book.Book, _ time.Time) content {
	if len(b.Series) == 0 {
		return content{}
	}
	s := b.Series[0]
	c := content{first: s.Name, secondTone: muted}
	if s.Part != "" {
		c.second = "Book " + s.Part
	}
	if more := len(b.Series) - 1; more > 0 {
		c.second = strings.TrimPrefix(fmt.Sprintf("%s · +%d more", c.second, more), " · ")
	}
	return c
}

func codecCell(b *book.Book, _ time.Time) content {
	c := content{first: b.Codec, secondTone: muted}
	m := b.Files[0].Media
	if m == nil || m.SampleRate <= 0 {
		return c
	}
	c.second = strconv.FormatFloat(float64(m.SampleRate)/1000, 'f', -1, 64) + " kHz"
	switch m.Channels {
	case 0:
	case 1:
		c.second += " mono"
	case 2:
		c.second += " stereo"
	default:
		c.second += fmt.Sprintf(" %d ch", m.Channels)
	}
	return c
}

func folderCell(b *book.Book, _ time.Time) content {
	dir := b.Folder()
	return content{first: filepath.Base(dir), second: home(filepath.Dir(dir)), secondTone: muted}
}
