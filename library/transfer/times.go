package transfer

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// dates reads the days and times of a table, which are written alike.
type dates struct {
	loc      *time.Location
	now      time.Time
	dayFirst bool // "31/12/2026", not "12/31/2026"
}

// datesOf returns the reader of these cells. In dates of numbers only, the month comes first
// unless one of them says otherwise.
func datesOf(values []string, loc *time.Location, now time.Time) dates {
	d := dates{loc: loc, now: now}
	for _, v := range values {
		for _, one := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == '-' || r == ' ' }) { // of a range
			if first, _, is := twoNumbers(one); is && first > 12 {
				d.dayFirst = true
			}
		}
	}
	return d
}

// twoNumbers returns the first two numbers of "31/12/2026".
func twoNumbers(s string) (first, second int, is bool) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 || len(parts[0]) > 2 {
		return 0, 0, false
	}
	first, err1 := strconv.Atoi(parts[0])
	second, err2 := strconv.Atoi(parts[1])
	return first, second, err1 == nil && err2 == nil
}

// times are the forms of dates with a time.
var times = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05.999999999 -07:00"}

// days are the forms of dates without a time. A month or a year alone is its first day.
var days = []string{
	"2006-1-2", "2006/1/2", "2006.1.2", "2.1.2006", "Jan 2, 2006", "January 2, 2006", "2 Jan 2006", "2 January 2006", "Jan 2006", "January 2006", "2006-1", "2006/1", "2006", "20060102",
}

// read reads a time in nanoseconds since 1970, 0 for any other text. A day without a
// time is its noon.
func (d dates) read(s string) (at int64, day bool) {
	s = strings.TrimSpace(s)
	for _, layout := range times {
		if t, err := time.ParseInLocation(layout, s, d.loc); err == nil {
			return past(t, d.now), false
		}
	}
	numbers := "1/2/2006"
	if d.dayFirst {
		numbers = "2/1/2006"
	}
	for _, layout := range append([]string{numbers}, days...) {
		if t, err := time.ParseInLocation(layout, s, d.loc); err == nil {
			return past(time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, d.loc), d.now), true
		}
	}
	return 0, false
}

// last returns the last day of "2026/01/02-2026/02/03, 2026/05/06-". The day on which an open
// range began counts only if open.
func (d dates) last(s string, open bool) (at int64) {
	for one := range strings.SplitSeq(s, ",") {
		if n, _ := d.read(one); n != 0 {
			at = max(at, n)
			continue
		}
		for i := range one {
			if one[i] == '-' {
				n, _ := d.read(one[i+1:])
				if n == 0 && open && strings.TrimSpace(one[i+1:]) == "" { // it is not over
					n, _ = d.read(one[:i])
				}
				at = max(at, n)
			}
		}
	}
	return at
}

// latest returns the last time that an import can have: one that lies further in the future
// than time zones explain is of a wrong clock, and would be newer than everything.
func latest(now time.Time) time.Time { return now.AddDate(0, 0, 2) }

// past returns a time in nanoseconds since 1970, 0 if it cannot be.
func past(t, now time.Time) int64 {
	if t.Year() <= 1970 || t.After(latest(now)) {
		return 0
	}
	return t.UnixNano()
}

// seconds reads a length in seconds, 0 for any other text.
func seconds(text string) time.Duration {
	const most = 10 * 365 * 24 * 3600
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n > 0 && n < most) {
		return 0
	}
	return time.Duration(math.Round(n * float64(time.Second)))
}
