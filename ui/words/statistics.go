package words

import (
	"math"
	"strconv"
	"time"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
)

// Figure is a number and what it counts.
type Figure struct{ Value, Name string }

// Figures returns the totals of statistics. If files is true, rows are files.
func Figures(s *view.Statistics, files bool) (all []Figure) {
	if !files {
		all = append(all, Figure{i18n.Number(s.Books), i18n.Count(s.Books, "book", "books")})
	}
	all = append(all,
		Figure{i18n.Number(s.Files), i18n.Count(s.Files, "file", "files")},
		Figure{InHours(s.Duration), i18n.Text("of listening")},
		Figure{Bytes(s.Size), i18n.Text("on disk")},
		Figure{i18n.Number(s.People), i18n.Count(s.People, "person", "people")})
	if s.Heard.Clock > 0 {
		all = append(all,
			Figure{hours(s.Heard.Clock), i18n.Text("listened")},
			Figure{hours(s.Heard.Sound), i18n.Text("of books heard")})
	}
	if s.Streak > 1 {
		all = append(all, Figure{i18n.Number(s.Streak), i18n.Text("days in a row")})
	}
	return all
}

// InHours returns a long duration in words.
func InHours(d time.Duration) string {
	if d <= 0 {
		return i18n.Text("{{.Hours}} h", "Hours", 0)
	}
	return hours(d)
}

const (
	perDay   = 2 * time.Hour // of listening
	manyDays = 60            // from here on in months
	year     = 365.25        // days
)

// Pastime says how long the user needs for books: for the unheard rest of them at the
// user's pace or, if that is not known, for all of them at two hours a day.
func Pastime(s *view.Statistics) string {
	if s.Pace > 0 {
		return rest(s.Unheard, s.Pace)
	}
	return pastime(s.Duration)
}

// lifetime is the largest number of years for which the user's pace is worth telling.
const lifetime = 100

// rest says how long the user needs for the books that are not finished.
func rest(unheard, pace time.Duration) string {
	if unheard <= 0 {
		return i18n.Text("Everything is heard.")
	}
	left := i18n.Text("Not heard yet: {{.Hours}}.", "Hours", hours(unheard))
	days := float64(unheard) / float64(pace)
	if days > lifetime*year { // the user has hardly begun to listen: the pace says nothing
		return left
	}
	a := hours(pace)
	var when string
	switch {
	case days < manyDays:
		when = i18n.Count(max(1, int(math.Ceil(days))), "At your pace, {{.Length}} a day: {{.Count}} day", "At your pace, {{.Length}} a day: {{.Count}} days", "Length", a)
	case days < 2*year:
		when = i18n.Count(int(math.Round(days/year*12)), "At your pace, {{.Length}} a day: {{.Count}} month", "At your pace, {{.Length}} a day: {{.Count}} months", "Length", a)
	default:
		when = i18n.Count(int(math.Round(days/year)), "At your pace, {{.Length}} a day: {{.Count}} year", "At your pace, {{.Length}} a day: {{.Count}} years", "Length", a)
	}
	return i18n.Text("{{.First}} {{.Rest}}", "First", left, "Rest", when)
}

func pastime(d time.Duration) string {
	days := d.Hours() / perDay.Hours()
	years := math.Round(days/year*10) / 10
	switch {
	case days < manyDays:
		return i18n.Count(max(1, int(math.Ceil(days))), "At two hours a day: {{.Count}} day", "At two hours a day: {{.Count}} days")
	case days < year:
		return i18n.Count(int(math.Round(days/year*12)), "At two hours a day: {{.Count}} month", "At two hours a day: {{.Count}} months")
	case years < 10 && years != math.Trunc(years):
		return i18n.Text("At two hours a day: {{.Years}} years", "Years", i18n.Decimal(years, 1))
	default:
		return i18n.Count(int(math.Round(years)), "At two hours a day: {{.Count}} year", "At two hours a day: {{.Count}} years")
	}
}

// GroupTitle returns the heading above the bars of a field, each for a span.
func GroupTitle(field view.Field, span view.Span) string {
	switch field {
	case view.Listened:
		switch span {
		case view.PerDay:
			return i18n.Text("Listened per day")
		case view.PerWeek:
			return i18n.Text("Listened per week")
		default:
			return i18n.Text("Listened per month")
		}
	case view.Finished:
		if span == view.PerYear {
			return i18n.Text("Finished per year")
		}
		return i18n.Text("Finished per month")
	case view.Author:
		return i18n.Text("Hours by author")
	case view.Narrator:
		return i18n.Text("Hours by narrator")
	case view.InSeries:
		return i18n.Text("Hours by series")
	case view.Genre:
		return i18n.Text("Hours by genre")
	case view.Language:
		return i18n.Text("Hours by language")
	case view.Format:
		return i18n.Text("Hours by format")
	case view.BitRate:
		return i18n.Text("Hours by bit rate")
	case view.Year:
		return i18n.Text("Hours by decade")
	default:
		return i18n.Text("Added per month")
	}
}

// AllBars is the text of the link to all bars of a field, each for a span.
func AllBars(field view.Field, span view.Span, n int) string {
	switch span {
	case view.PerDay:
		return i18n.Count(n, "All {{.Count}} day…", "All {{.Count}} days…")
	case view.PerWeek:
		return i18n.Count(n, "All {{.Count}} week…", "All {{.Count}} weeks…")
	case view.PerYear:
		return i18n.Count(n, "All {{.Count}} year…", "All {{.Count}} years…")
	}
	switch field {
	case view.Author:
		return i18n.Count(n, "All {{.Count}} author…", "All {{.Count}} authors…")
	case view.Narrator:
		return i18n.Count(n, "All {{.Count}} narrator…", "All {{.Count}} narrators…")
	case view.InSeries:
		return i18n.Count(n, "All {{.Count}} series…", "All {{.Count}} series…")
	case view.Genre:
		return i18n.Count(n, "All {{.Count}} genre…", "All {{.Count}} genres…")
	case view.Language:
		return i18n.Count(n, "All {{.Count}} language…", "All {{.Count}} languages…")
	case view.Format:
		return i18n.Count(n, "All {{.Count}} format…", "All {{.Count}} formats…")
	case view.BitRate:
		return i18n.Count(n, "All {{.Count}} bit rate…", "All {{.Count}} bit rates…")
	case view.Year:
		return i18n.Count(n, "All {{.Count}} decade…", "All {{.Count}} decades…")
	default:
		return i18n.Count(n, "All {{.Count}} month…", "All {{.Count}} months…")
	}
}

// BarName returns the name of a bar. Months are those of a location.
func BarName(b view.Bar, at *time.Location) string {
	const kilo = 1000
	switch {
	case b.Unknown && b.Field == view.InSeries:
		return i18n.Text("In no series")
	case b.Unknown:
		return i18n.Text("Not known")
	case b.Field == view.BitRate && b.First <= 0:
		return i18n.Text("Below {{.Rate}} kbps", "Rate", (b.Last+1)/kilo)
	case b.Field == view.BitRate && b.Last >= math.MaxInt64-1:
		return i18n.Text("{{.Rate}} kbps and more", "Rate", b.First/kilo)
	case b.Field == view.BitRate:
		return i18n.Text("{{.First}}–{{.Last}} kbps", "First", b.First/kilo, "Last", b.Last/kilo)
	case b.Field == view.Year && b.First < 10:
		return i18n.Text("Before {{.Year}}", "Year", 10)
	case b.Field == view.Year:
		return i18n.Text("{{.Decade}}s", "Decade", b.First)
	case b.Span == view.PerDay:
		return Date(time.Unix(0, b.First/2+b.Last/2).In(at))
	case b.Span == view.PerWeek:
		return i18n.Text("Week of {{.Date}}", "Date", Date(time.Unix(0, b.First).In(at)))
	case b.Span == view.PerYear:
		return strconv.Itoa(time.Unix(0, b.First/2+b.Last/2).In(at).Year())
	case b.Span == view.PerMonth:
		return Month(time.Unix(0, b.First/2+b.Last/2).In(at))
	case b.Field == view.Language:
		return Language(b.Text)
	default:
		return b.Text
	}
}

// BookCount returns a number of books or, if rows are files, of files.
func BookCount(n int, files bool) string {
	if files {
		return i18n.Count(n, "{{.Count}} file", "{{.Count}} files")
	}
	return i18n.Count(n, "{{.Count}} book", "{{.Count}} books")
}

// Shown returns how many of all books are shown or, if rows are files, of all files.
func Shown(n, all int, files bool) string {
	switch shown := i18n.Number(n); {
	case n == all:
		return BookCount(n, files)
	case files:
		return i18n.Count(all, "{{.Shown}} of {{.Count}} file", "{{.Shown}} of {{.Count}} files", "Shown", shown)
	default:
		return i18n.Count(all, "{{.Shown}} of {{.Count}} book", "{{.Shown}} of {{.Count}} books", "Shown", shown)
	}
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
	Title, All string                  // the heading, and the text of the link to all books in this order, "" for none
	Key        view.Key                // of the order
	Figure     func(*book.Book) string // why a book is in the list
}

// BookLists returns the lists of statistics.
func BookLists(at *time.Location) [4]BookList {
	return [...]BookList{
		{Title: i18n.Text("Most listened-to books"), Figure: func(b *book.Book) string {
			var clock time.Duration
			for _, d := range b.Days {
				clock += d.Clock
			}
			return Length(clock, false)
		}},
		{i18n.Text("Longest books"), i18n.Text("All books by length…"), view.ByLength, func(b *book.Book) string { return Length(b.Duration, b.Estimated) }},
		{i18n.Text("Largest books"), i18n.Text("All books by size…"), view.BySize, func(b *book.Book) string { return Bytes(b.Size) }},
		{i18n.Text("Newest books"), i18n.Text("All books by date added…"), view.ByAdded, func(b *book.Book) string { return Day(b.Added, at) }},
	}
}
