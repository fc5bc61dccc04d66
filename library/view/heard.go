package view

import (
	"slices"
	"strings"
	"time"

	"lectern/library/book"
)

// paceDays is how many days the pace of the user is of: long enough that a week without
// books does not count for much, short enough that it follows the user.
const paceDays = 30

// heardBooks are the books of a view of which the user heard something. If the view has all
// books, they include those that are gone.
type heardBooks struct {
	at    *time.Location
	books []*book.Book // each with days; those that are gone have only these and their title
}

func newHeardBooks(books []*book.Book, log []book.FileHeard, everything bool, now time.Time) *heardBooks {
	heard := &heardBooks{at: now.Location()}
	there := map[book.ID]bool{}
	for _, b := range books {
		if len(b.Days) == 0 {
			continue
		}
		heard.books = append(heard.books, b)
		for _, f := range b.Files {
			there[f.ID] = true
		}
	}
	if !everything {
		return heard
	}
	gone := map[string]*book.Book{}
	for _, h := range log {
		if there[h.File] {
			continue
		}
		b := gone[h.Title]
		if b == nil {
			b = &book.Book{Meta: book.Meta{Title: h.Title}}
			gone[h.Title] = b
		}
		b.Days = book.AddDay(b.Days, h.DayHeard)
	}
	for _, b := range gone {
		heard.books = append(heard.books, b)
	}
	slices.SortStableFunc(heard.books[len(heard.books)-len(gone):], func(a, b *book.Book) int { return strings.Compare(a.Title, b.Title) })
	return heard
}

// heardOf returns what was heard of a book.
func heardOf(b *book.Book) (sum book.Heard) {
	for _, d := range b.Days {
		sum = sum.Plus(d.Heard)
	}
	return sum
}

// unheard returns how much of a book is still to be heard.
func unheard(b *book.Book) time.Duration {
	if b.IsFinished() || b.IsAbandoned() {
		return 0
	}
	return max(0, b.Duration-b.Position())
}

// listen sums up what was heard. The pace and the days in a row are those of all books.
func (s *Statistics) listen(heard *heardBooks, log []book.FileHeard, now time.Time) {
	heardest := top{of: func(b *book.Book) int64 { return int64(heardOf(b).Clock) }}
	for _, b := range heard.books {
		s.Heard = s.Heard.Plus(heardOf(b))
		heardest.add(b)
	}
	s.Heardest = heardest.books

	today := book.DayOf(now)
	first, late := today, time.Duration(0)
	days := map[book.Day]bool{}
	for _, h := range log {
		days[h.Day] = true
		if h.Day > today-paceDays && h.Day <= today {
			late += h.Sound
			first = min(first, h.Day)
		} else if h.Day <= today-paceDays {
			first = today - paceDays + 1
		}
	}
	s.Pace = late / time.Duration(today-first+1)
	day := today
	if !days[day] {
		day-- // today may still come
	}
	for ; days[day]; day-- {
		s.Streak++
	}
}

// bars returns a bar for each span in which the user listened, the newest first.
func (heard *heardBooks) bars(span Span) (bars []Bar) {
	at := map[book.Day]int{} // the bars, by their first days
	last := map[book.Day]*book.Book{}
	for _, b := range heard.books {
		for _, d := range b.Days {
			first, next := span.around(d.Day)
			i, known := at[first]
			if !known {
				i = len(bars)
				at[first] = i
				bars = append(bars, heard.bar(span, first, next))
			}
			bars[i].Duration += d.Clock
			if last[first] != b {
				last[first] = b
				bars[i].Books++
			}
		}
	}
	slices.SortFunc(bars, func(a, b Bar) int {
		if a.First > b.First {
			return -1
		}
		return 1
	})
	return bars
}

// bar returns the empty bar of the days from first up to, but not including, next.
func (heard *heardBooks) bar(span Span, first, next book.Day) Bar {
	amount := Amount{Of: Listened, Operator: "=", Low: first.String()}
	switch span {
	case PerWeek:
		amount.Operator, amount.High = between, (next - 1).String()
	case PerMonth:
		amount.Low = amount.Low[:len("2006-01")]
	}
	return Bar{
		Field: Listened, Span: span, First: nanoseconds(first.Begin(heard.at)), Last: nanoseconds(next.Begin(heard.at)) - 1, condition: amount.String(),
	}
}

// around returns the first day of the span with a day, and the first day after it. Weeks
// begin on Monday.
func (s Span) around(day book.Day) (first, next book.Day) {
	t := day.Begin(time.UTC)
	switch s {
	case PerWeek:
		first = day - book.Day((int(t.Weekday())+6)%7)
		return first, first + 7
	case PerMonth:
		first = day - book.Day(t.Day()-1)
		return first, book.DayOf(first.Begin(time.UTC).AddDate(0, 1, 0))
	default:
		return day, day + 1
	}
}
