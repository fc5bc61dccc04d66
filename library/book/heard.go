package book

import (
	"cmp"
	"slices"
	"time"
)

// Heard is what the user listened to: for how long by the clock, and how much sound. At
// double speed, Sound is twice Clock.
type Heard struct{ Clock, Sound time.Duration }

// Plus returns the sum of two amounts.
func (h Heard) Plus(more Heard) Heard { return Heard{h.Clock + more.Clock, h.Sound + more.Sound} }

// Less returns the difference of two amounts.
func (h Heard) Less(other Heard) Heard { return Heard{h.Clock - other.Clock, h.Sound - other.Sound} }

// Share returns the part of an amount that was heard in some of its time by the clock.
func (h Heard) Share(clock time.Duration) Heard {
	return Heard{clock, time.Duration(float64(h.Sound) * float64(clock) / float64(h.Clock))}
}

// Day is a day of the user's calendar, counted from the first of January 1970.
type Day int32

const secondsPerDay = 24 * 60 * 60

// DayOf returns the day of a moment at its location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// Begin returns when the day begins at a location: at midnight, or after the hour that
// the clocks skip there.
func (d Day) Begin(at *time.Location) time.Time {
	y, m, day := time.Unix(int64(d)*secondsPerDay, 0).UTC().Date()
	t := time.Date(y, m, day, 0, 0, 0, 0, at)
	if DayOf(t) < d {
		t = t.Add(time.Hour)
	}
	return t
}

// String returns the day as in a query: 2026-11-28.
func (d Day) String() string { return d.Begin(time.UTC).Format(time.DateOnly) }

// DayHeard is what the user heard on a day.
type DayHeard struct {
	Day Day
	Heard
}

// FileHeard is what the user heard of a file on a day. It outlives the file.
type FileHeard struct {
	File  ID
	Title string // of its book at the time
	DayHeard
}

// Until divides what the user heard until a moment into days, the last one first. Its
// location has the calendar.
func (h Heard) Until(now time.Time) (days []DayHeard) {
	for h.Clock > 0 {
		day := DayOf(now.Add(-1))
		begin := day.Begin(now.Location())
		part := h
		if passed := now.Sub(begin); passed > 0 && passed < h.Clock {
			part = h.Share(passed)
		}
		days = append(days, DayHeard{day, part})
		h, now = h.Less(part), begin
	}
	return days
}

// AddDay adds what was heard on a day to a list in order of days, and returns the list. It
// changes no element that the list had.
func AddDay(days []DayHeard, more DayHeard) []DayHeard {
	at, known := slices.BinarySearchFunc(days, more.Day, func(d DayHeard, day Day) int { return cmp.Compare(d.Day, day) })
	days = slices.Clone(days)
	if known {
		days[at].Heard = days[at].Heard.Plus(more.Heard)
		return days
	}
	return slices.Insert(days, at, more)
}
