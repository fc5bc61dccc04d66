package words

import (
	"fmt"
	"time"
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

// Since returns a moment in the past as people write it: the time if it is today, the
// day if it is this year, else the full date. It is "" for the zero time.
func Since(t, now time.Time) string {
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return ""
	case t.Year() != now.Year():
		return t.Format("2 Jan 2006")
	case t.YearDay() != now.YearDay():
		return t.Format("2 Jan")
	default:
		return t.Format("15:04")
	}
}

// word returns a status with the moment it began, if that is known.
func word(what string, began, now time.Time) string {
	if at := Since(began, now); at != "" {
		return what + " since " + at
	}
	return what
}
