package words

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

// Figure is a number and what it counts.
type Figure struct{ Value, Name string }

// Figures returns the totals of statistics. If files is true, rows are files.
func Figures(s *view.Statistics, files bool) []Figure {
	figure := func(n int, one, many string) Figure {
		if n == 1 {
			return Figure{"1", one}
		}
		return Figure{Number(n), many}
	}
	all := []Figure{figure(s.Files, "file", "files")}
	if !files {
		all = []Figure{figure(s.Books, "book", "books"), all[0]}
	}
	return append(all, Figure{InHours(s.Duration), "of listening"}, Figure{Size(s.Size), "on disk"}, figure(s.People, "person", "people"))
}

// InHours returns a long duration in words.
func InHours(d time.Duration) string {
	if d <= 0 {
		return "0 h"
	}
	return hours(d)
}

// Size returns a number of bytes in words.
func Size(n int64) string {
	if n <= 0 {
		return "0 B"
	}
	return bytes(n)
}

const (
	perDay   = 2 * time.Hour // of listening
	manyDays = 60            // from here on in months
	year     = 365.25        // days
)

// Pastime says how long a person who listens two hours a day needs for books.
func Pastime(d time.Duration) string {
	days := d.Hours() / perDay.Hours()
	switch {
	case days <= 1:
		return "At two hours a day: 1 day"
	case days < manyDays:
		return fmt.Sprintf("At two hours a day: %s days", Number(int(math.Ceil(days))))
	case days < year:
		return fmt.Sprintf("At two hours a day: %s months", Number(int(math.Round(days/year*12))))
	}
	switch years := math.Round(days/year*10) / 10; {
	case years == 1:
		return "At two hours a day: 1 year"
	case years < 10:
		return fmt.Sprintf("At two hours a day: %s years", strconv.FormatFloat(years, 'f', -1, 64))
	default:
		return fmt.Sprintf("At two hours a day: %s years", Number(int(math.Round(years))))
	}
}

// GroupTitle returns the heading above the bars of a field.
func GroupTitle(field view.Field) string {
	switch field {
	case view.Author:
		return "Hours by author"
	case view.Narrator:
		return "Hours by narrator"
	case view.InSeries:
		return "Hours by series"
	case view.Genre:
		return "Hours by genre"
	case view.Language:
		return "Hours by language"
	case view.Format:
		return "Hours by format"
	case view.BitRate:
		return "Hours by bit rate"
	case view.Year:
		return "Hours by decade"
	default:
		return "Added per month"
	}
}

// AllBars is the text of the link to all bars of a field.
func AllBars(field view.Field, n int) string {
	number := Number(n)
	switch field {
	case view.Author:
		return "All " + number + " authors…"
	case view.Narrator:
		return "All " + number + " narrators…"
	case view.InSeries:
		return "All " + number + " series…"
	case view.Genre:
		return "All " + number + " genres…"
	case view.Language:
		return "All " + number + " languages…"
	case view.Format:
		return "All " + number + " formats…"
	case view.BitRate:
		return "All " + number + " bit rates…"
	case view.Year:
		return "All " + number + " decades…"
	default:
		return "All " + number + " months…"
	}
}

// FewerBars is the text of the link that hides bars again.
const FewerBars = "Show fewer"

// BarName returns the name of a bar. Months are those of a location.
func BarName(b view.Bar, at *time.Location) string {
	const kilo = 1000
	switch {
	case b.Unknown && b.Field == view.InSeries:
		return "In no series"
	case b.Unknown:
		return "Not known"
	case b.Field == view.BitRate && b.First <= 0:
		return "Below " + strconv.FormatInt((b.Last+1)/kilo, 10) + " kbps"
	case b.Field == view.BitRate && b.Last >= math.MaxInt64-1:
		return strconv.FormatInt(b.First/kilo, 10) + " kbps and more"
	case b.Field == view.BitRate:
		return strconv.FormatInt(b.First/kilo, 10) + "–" + strconv.FormatInt(b.Last/kilo, 10) + " kbps"
	case b.Field == view.Year && b.First < 10:
		return "Before 10"
	case b.Field == view.Year:
		return strconv.FormatInt(b.First, 10) + "s"
	case b.Field == view.Added:
		return Month(time.Unix(0, b.First/2+b.Last/2).In(at))
	default:
		return b.Text
	}
}

// BookCount returns a number of books or, if rows are files, of files.
func BookCount(n int, files bool) string {
	if files {
		return Count(n, "file", "files")
	}
	return Count(n, "book", "books")
}

// Day returns a moment as a day, "" if it is unknown (0).
func Day(nanoseconds int64, at *time.Location) string {
	if nanoseconds == 0 {
		return ""
	}
	return Date(time.Unix(0, nanoseconds).In(at))
}

// BookList is a list of books in statistics.
type BookList struct {
	Title, All string                  // the heading, and the text of the link to all books in this order
	Key        view.Key                // of the order
	Figure     func(*book.Book) string // why a book is in the list
}

// BookLists returns the lists of statistics.
func BookLists(at *time.Location) [3]BookList {
	return [...]BookList{
		{"Longest books", "All books by length…", view.ByLength, func(b *book.Book) string { return Length(b.Duration, b.Estimated) }},
		{"Largest books", "All books by size…", view.BySize, func(b *book.Book) string { return Size(b.Size) }},
		{"Newest books", "All books by date added…", view.ByAdded, func(b *book.Book) string { return Day(b.Added, at) }},
	}
}
