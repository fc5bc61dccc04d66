package words

import (
	"fmt"
	"strconv"
	"time"

	"lectern/ui/i18n"
)

// Clock returns a time in a book: "1:02:03", or "2:03" below an hour.
func Clock(t time.Duration) string {
	s := int(t.Round(time.Second).Seconds())
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// Hours returns the length of a book as "10:32:05", "" if it is unknown (0). An estimate
// has "~" in front.
func Hours(d time.Duration, estimated bool) string {
	s := int(d.Round(time.Second).Seconds())
	if s <= 0 {
		return ""
	}
	text := fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	if estimated {
		return "~ " + text
	}
	return text
}

// months are the names of the months, as they stand in a date.
var months = [...]string{
	i18n.Mark("January"), i18n.Mark("February"), i18n.Mark("March"), i18n.Mark("April"), i18n.Mark("May"), i18n.Mark("June"),
	i18n.Mark("July"), i18n.Mark("August"), i18n.Mark("September"), i18n.Mark("October"), i18n.Mark("November"), i18n.Mark("December"),
}

// shortMonths are their short names.
var shortMonths = [...]string{
	i18n.Mark("Jan"), i18n.Mark("Feb"), i18n.Mark("Mar"), i18n.Mark("Apr"), i18n.Mark("May"), i18n.Mark("Jun"),
	i18n.Mark("Jul"), i18n.Mark("Aug"), i18n.Mark("Sep"), i18n.Mark("Oct"), i18n.Mark("Nov"), i18n.Mark("Dec"),
}

// dayOf returns a day of the month. Some languages have a word of their own for the first.
func dayOf(t time.Time) string {
	if t.Day() == 1 {
		return i18n.TextIn("the first day of a month", "1")
	}
	return strconv.Itoa(t.Day())
}

// Date returns a day with a short month: "2 Jan 2006".
func Date(t time.Time) string {
	return i18n.Text("{{.Day}} {{.Month}} {{.Year}}", "Day", dayOf(t), "Month", i18n.Text(shortMonths[t.Month()-1]), "Year", t.Year())
}

// LongDate returns a day with the whole month: "2 January 2006".
func LongDate(t time.Time) string {
	return i18n.TextIn("whole month", "{{.Day}} {{.Month}} {{.Year}}", "Day", dayOf(t), "Month", i18n.Text(months[t.Month()-1]), "Year", t.Year())
}

// Month returns a month with its year: "January 2006".
func Month(t time.Time) string {
	return i18n.Text("{{.Month}} {{.Year}}", "Month", i18n.Text(months[t.Month()-1]), "Year", t.Year())
}

// Since returns a moment in the past as it stands after "since": the time if it is today,
// the day if it is this year, else the full date. It is "" for the zero time.
func Since(t, now time.Time) string {
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return ""
	case t.Year() != now.Year():
		return i18n.TextIn("after “since”", "{{.Date}}", "Date", Date(t))
	case t.YearDay() != now.YearDay():
		return i18n.TextIn("after “since”", "{{.Day}} {{.Month}}", "Day", dayOf(t), "Month", i18n.Text(shortMonths[t.Month()-1]))
	default:
		return t.Format("15:04")
	}
}

// relativeDay returns the day of a moment in the past, as it stands after a verb: "today",
// "yesterday", "on 2 January 2006".
func relativeDay(t, now time.Time) string {
	t = t.In(now.Location())
	is := func(other time.Time) bool { return t.Year() == other.Year() && t.YearDay() == other.YearDay() }
	switch {
	case is(now):
		return i18n.TextIn("after “finished” or “last played”", "today")
	case is(now.AddDate(0, 0, -1)):
		return i18n.TextIn("after “finished” or “last played”", "yesterday")
	default:
		return i18n.TextIn("after “finished” or “last played”", "on {{.Date}}", "Date", LongDate(t))
	}
}

const day = 24 * time.Hour

// Ago returns how long ago a moment was: "3 weeks ago".
func Ago(t, now time.Time) string {
	switch d := now.Sub(t); {
	case d < time.Second:
		return i18n.Text("now")
	case d < time.Minute:
		return i18n.Count(int(d/time.Second), "{{.Count}} second ago", "{{.Count}} seconds ago")
	case d < time.Hour:
		return i18n.Count(int(d/time.Minute), "{{.Count}} minute ago", "{{.Count}} minutes ago")
	case d < day:
		return i18n.Count(int(d/time.Hour), "{{.Count}} hour ago", "{{.Count}} hours ago")
	case d < 7*day:
		return i18n.Count(int(d/day), "{{.Count}} day ago", "{{.Count}} days ago")
	case d < 30*day:
		return i18n.Count(int(d/(7*day)), "{{.Count}} week ago", "{{.Count}} weeks ago")
	case d < 365*day:
		return i18n.Count(int(d/(30*day)), "{{.Count}} month ago", "{{.Count}} months ago")
	default:
		return i18n.Count(int(d/(365*day)), "{{.Count}} year ago", "{{.Count}} years ago")
	}
}
