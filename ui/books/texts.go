package books

import (
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// texts are the texts of columns whose cells abbreviate, or whose second line has a part of
// the value.
var texts = map[view.Key]func(*book.Book) string{
	view.ByTitle:       func(b *book.Book) string { return b.Title },
	view.BySeries:      func(b *book.Book) string { return i18n.List(b.Values(book.InSeries)...) },
	view.ByLength:      func(b *book.Book) string { return words.Hours(b.Duration, b.Estimated) },
	view.ByAdded:       func(b *book.Book) string { return day(b.Added) },
	view.ByModified:    func(b *book.Book) string { return day(b.Modified) },
	view.ByPlayed:      func(b *book.Book) string { return day(b.Played()) },
	view.ByFinished:    func(b *book.Book) string { return day(b.Finished()) },
	view.ByStarted:     func(b *book.Book) string { return day(b.Started()) },
	view.ByAbandoned:   func(b *book.Book) string { return day(b.Abandoned()) },
	view.ByFolder:      (*book.Book).Folder,
	view.ByDescription: func(b *book.Book) string { return widgets.PlainHTML(b.Description) },
	view.ByRating:      func(b *book.Book) string { return strings.Join(b.Values(book.Rating), "") },
	view.ByProblems:    func(b *book.Book) string { return words.Problems(b.Lint) },
}

// Text returns the whole value of a column as a text that can be pasted elsewhere: a
// spreadsheet knows its dates and lengths, and sorts them.
func (c Column) Text(b *book.Book, now time.Time) string {
	if text := texts[c.Key]; text != nil {
		return text(b)
	}
	return c.cell(b, now).first
}

// IsFigure reports whether a column shows figures, not texts of files or people.
func (c Column) IsFigure() bool { return c.right }

// day returns the date of a time in nanoseconds since 1970, "" for 0.
func day(nanoseconds int64) string {
	switch nanoseconds {
	case 0:
		return ""
	case book.Undated:
		return i18n.Text("date unknown")
	}
	return time.Unix(0, nanoseconds).Format(time.DateOnly)
}
