package books

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// Column is one column of the table, as data. To add a column, add a line to
// ColumnGroups, and a key in library/view/keys.go: no two columns sort by the same key.
type Column struct {
	Key   view.Key // identifies the column in the settings; a click on the heading sorts by it
	Title string
	Width float32 // of figures: what the longest needs; of texts: the least
	Share float32 // of the room that is left; 0 for figures
	right bool    // aligned to the right, for numbers
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

// ColumnGroup is a part of the menu that chooses columns.
type ColumnGroup struct {
	Title   string // of a submenu; "" for the menu itself
	Columns []Column
}

// ColumnGroups are all columns, in the order of the menu that chooses them. They must not
// be changed.
var ColumnGroups = []ColumnGroup{
	{"", []Column{
		{view.ByTitle, i18n.Mark("Title"), 156, 3, false, titleCell},
		{view.ByAuthor, i18n.Mark("Author"), 94, 2, false, authorCell},
		{view.ByNarrator, i18n.Mark("Narrator"), 93, 2, false, narratorCell},
		{view.BySeries, i18n.Mark("Series"), 93, 2, false, seriesCell},
		{view.ByLength, i18n.Mark("Length"), 106, 0, true, lengthCell},
		{view.ByYear, i18n.Mark("Year"), 67, 0, true, yearCell},
		ofField(view.ByGenres, book.Genres, i18n.Mark("Genres"), 100, 2),
		{view.ByRating, i18n.Mark("Rating"), 96, 0, false, func(b *book.Book, _ time.Time) content {
			return content{first: words.Stars(*book.Rating.Info().Number(&b.Meta))}
		}},
		ofField(view.ByTags, book.OwnTags, i18n.Mark("Tags"), 100, 1),
		{view.ByAdded, i18n.Mark("Added"), 108, 0, true, func(b *book.Book, now time.Time) content { return moment(b.Added, now) }},
		{view.BySize, i18n.Mark("Size"), 76, 0, true, func(b *book.Book, _ time.Time) content {
			return content{first: words.Bytes(b.Size)}
		}},
		{view.ByProblems, i18n.Mark("Problems"), 120, 2, false, problemsCell},
	}},
	{i18n.Mark("Listening"), []Column{
		{view.ByProgress, i18n.Mark("Progress"), 116, 0, true, progressCell},
		{view.ByPlayed, i18n.Mark("Last played"), 122, 0, true, dated((*book.Book).Played)},
		{view.ByFinished, i18n.Mark("Finished"), 108, 0, true, dated((*book.Book).Finished)},
		{view.ByStarted, i18n.Mark("First played"), 122, 0, true, func(b *book.Book, now time.Time) content { return moment(b.Started(), now) }},
		{view.ByAbandoned, i18n.Mark("Abandoned"), 109, 0, true, dated((*book.Book).Abandoned)},
		{view.ByBookmarks, i18n.Mark("Bookmarks"), 112, 0, true, func(b *book.Book, _ time.Time) content {
			if n := len(b.Bookmarks()); n > 0 {
				return content{first: i18n.Number(n)}
			}
			return content{}
		}},
	}},
	{i18n.Mark("About the book"), []Column{
		ofField(view.ByPublisher, book.Publisher, i18n.Mark("Publisher"), 100, 1),
		{view.ByLanguage, i18n.Mark("Language"), 99, 1, false, func(b *book.Book, _ time.Time) content {
			if b.Language == "" {
				return content{}
			}
			return content{first: words.Language(b.Language)}
		}},
		ofField(view.BySubtitle, book.Subtitle, i18n.Mark("Subtitle"), 120, 2),
		ofField(view.ByEdition, book.Edition, i18n.Mark("Edition"), 100, 1),
		ofField(view.ByContributors, book.Contributors, i18n.Mark("Contributors"), 117, 1),
		ofField(view.ByASIN, book.ASIN, i18n.Mark("ASIN"), 128, 0),
		ofField(view.ByISBN, book.ISBN, i18n.Mark("ISBN"), 144, 0),
		ofField(view.ByDescription, book.Description, i18n.Mark("Description"), 160, 3),
		ofField(view.ByNote, book.Note, i18n.Mark("Note"), 160, 2),
	}},
	{i18n.Mark("About the files"), []Column{
		{view.ByParts, i18n.MarkIn("a number of files", "Parts"), 71, 0, true, func(b *book.Book, _ time.Time) content { return figure(len(b.Files)) }},
		{view.ByChapters, i18n.Mark("Chapters"), 98, 0, true, func(b *book.Book, _ time.Time) content { return figure(len(library.Chapters(b))) }},
		{view.ByBitRate, i18n.Mark("Bit rate"), 86, 0, true, func(b *book.Book, _ time.Time) content {
			if b.BitRate <= 0 {
				return content{}
			}
			return content{first: i18n.Text("{{.Rate}} kbps", "Rate", (b.BitRate+500)/1000)}
		}},
		{view.ByCodec, i18n.Mark("Codec"), 118, 0, false, CodecCell},
		{view.ByFormat, i18n.Mark("Format"), 84, 0, false, func(b *book.Book, _ time.Time) content { return content{first: b.Format()} }},
		{view.ByModified, i18n.Mark("Modified"), 108, 0, true, func(b *book.Book, now time.Time) content { return moment(b.Modified, now) }},
		{view.ByState, i18n.Mark("Status"), 110, 1, false, statusCell},
		{view.ByFolder, i18n.Mark("Folder"), 110, 2, false, folderCell},
		{view.ByFile, i18n.Mark("File name"), 120, 2, false, func(b *book.Book, _ time.Time) content { return content{first: filepath.Base(b.Path)} }},
	}},
}

// Columns returns all columns.
func Columns() (all []Column) {
	for _, g := range ColumnGroups {
		all = append(all, g.Columns...)
	}
	return all
}

// ofField returns the column of a field of a book.
func ofField(key view.Key, f book.Field, title string, width, share float32) Column {
	return Column{Key: key, Title: title, Width: width, Share: share, cell: func(b *book.Book, _ time.Time) content {
		return content{first: i18n.List(b.Values(f)...)}
	}}
}

// figure shows a number, and nothing for 0.
func figure(n int) content {
	if n <= 0 {
		return content{}
	}
	return content{first: i18n.Number(n)}
}

func yearCell(b *book.Book, _ time.Time) content {
	if b.Year <= 0 {
		return content{}
	}
	return content{first: strconv.Itoa(b.Year)}
}

// dated shows when a book was finished, abandoned or played, at a time of book.Undated that
// nobody knows when.
func dated(at func(*book.Book) int64) func(*book.Book, time.Time) content {
	return func(b *book.Book, now time.Time) content {
		if at(b) == book.Undated {
			return content{first: i18n.Text("date unknown"), firstTone: words.Muted}
		}
		return moment(at(b), now)
	}
}

// moment shows the date of a time in nanoseconds since 1970 and, below the date, how
// long ago it was. It shows nothing for 0.
func moment(nanoseconds int64, now time.Time) content {
	if nanoseconds == 0 {
		return content{}
	}
	t := time.Unix(0, nanoseconds)
	c := content{first: words.Date(t), secondTone: words.Muted}
	switch age := now.Sub(t); {
	case age < 0: // a clock is wrong
	case age < time.Minute:
		c.Second = i18n.Text("just now")
	default:
		c.Second = words.Ago(t, now)
	}
	return c
}

// statusCell shows the status of the book in words, if it is unusual.
func statusCell(b *book.Book, now time.Time) content {
	c := status(b, now)
	return content{first: words.Capital(c.Second), firstTone: c.secondTone}
}

// status returns a second line with the status of the book, without one if the status is
// not unusual.
func status(b *book.Book, now time.Time) content {
	if text, tone := words.BookStatus(b, now); text != "" {
		return content{Second: text, secondTone: tone}
	}
	switch b.State {
	case book.Probed:
		if f := b.Files[0]; f.Misnamed() {
			return content{Second: i18n.Text("really {{.Format}}", "Format", f.Media.Container), secondTone: words.Muted}
		}
	case book.Found:
		return content{Second: i18n.TextIn("a file", "waiting"), secondTone: words.Muted}
	case book.Probing:
		return content{Second: i18n.TextIn("a file", "reading"), secondTone: words.Muted, turning: true}
	}
	return content{}
}

// titleCell shows the title and, below it, the status of the book if it is unusual, else
// the subtitle. The title is grey if the files are missing.
func titleCell(b *book.Book, now time.Time) content {
	c := status(b, now)
	if c.Second == "" {
		c.Second, c.secondTone = b.Subtitle, words.Muted
	}
	c.first = b.Title
	if words.Absent(b) {
		c.firstTone = words.Muted
	}
	return c
}

// problemsCell shows the first problem and the number of the others; the details show
// all.
func problemsCell(b *book.Book, _ time.Time) content {
	for l := range b.Lint.Each {
		c := content{first: words.Problems(l), secondTone: words.Muted}
		if more := b.Lint &^ l; more.Len() == 1 {
			c.Second = i18n.Text(more.String())
		} else if more != 0 {
			c.Second = i18n.Count(more.Len(), "+{{.Count}} more", "+{{.Count}} more")
		}
		return c
	}
	return content{}
}

func authorCell(b *book.Book, _ time.Time) content { return content{first: i18n.List(b.Authors...)} }
func narratorCell(b *book.Book, _ time.Time) content {
	return content{first: i18n.List(b.Narrators...)}
}

// lengthCell omits the minutes of very long books: there is no room for them.
func lengthCell(b *book.Book, _ time.Time) content {
	d := b.Duration
	if d >= 100*time.Hour {
		d = d.Round(time.Hour)
	}
	return content{first: words.Length(d, b.Estimated)}
}

// progressCell shows how much of the book has been heard and, below it, how much is left.
func progressCell(b *book.Book, _ time.Time) content {
	switch heard := b.Heard(); heard {
	case 0:
		return content{}
	case 100:
		return content{first: i18n.TextIn("a book", "Finished")}
	default:
		c := content{first: i18n.Text("{{.Percent}}%", "Percent", heard), secondTone: words.Muted}
		if b.IsAbandoned() {
			c.Second = i18n.TextIn("a book, within a sentence", "abandoned")
		} else if left := words.Length(b.Duration-b.Position(), b.Estimated); left != "" {
			c.Second = i18n.Text("{{.Length}} left", "Length", left)
		}
		return c
	}
}

func seriesCell(b *book.Book, _ time.Time) content {
	if len(b.Series) == 0 {
		return content{}
	}
	s := b.Series[0]
	c := content{first: s.Name, secondTone: words.Muted}
	if s.Part != "" {
		c.Second = i18n.Text("Book {{.Part}}", "Part", s.Part)
	}
	if more := len(b.Series) - 1; more > 0 {
		c.Second = strings.TrimPrefix(c.Second+" · "+i18n.Count(more, "+{{.Count}} more", "+{{.Count}} more"), " · ")
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
	rate := strconv.FormatFloat(float64(m.SampleRate)/1000, 'f', -1, 64)
	_, decimals, _ := strings.Cut(rate, ".")
	rate = i18n.Decimal(float64(m.SampleRate)/1000, len(decimals))
	switch m.Channels {
	case 0:
		c.Second = i18n.Text("{{.Rate}} kHz", "Rate", rate)
	case 1:
		c.Second = i18n.Text("{{.Rate}} kHz mono", "Rate", rate)
	case 2:
		c.Second = i18n.Text("{{.Rate}} kHz stereo", "Rate", rate)
	default:
		c.Second = i18n.Text("{{.Rate}} kHz {{.Channels}} ch", "Rate", rate, "Channels", m.Channels)
	}
	return c
}

func folderCell(b *book.Book, _ time.Time) content {
	dir := b.Folder()
	return content{first: library.FolderName(dir), Second: words.Path(filepath.Dir(dir)), secondTone: words.Muted}
}
