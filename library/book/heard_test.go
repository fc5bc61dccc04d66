package book

import (
	"reflect"
	"testing"
	"time"
)

// TestDays: what was heard is divided at the midnights of the user's calendar, also where a
// day is longer or shorter than others, or has no midnight.
func TestDays(t *testing.T) {
	load := func(name string) *time.Location {
		at, err := time.LoadLocation(name)
		if err != nil {
			t.Skip(err)
		}
		return at
	}
	berlin, santiago := load("Europe/Berlin"), load("America/Santiago")
	day := func(y int, m time.Month, d int) Day { return DayOf(time.Date(y, m, d, 12, 0, 0, 0, time.UTC)) }
	for name, c := range map[string]struct {
		now   time.Time
		clock time.Duration
		want  []DayHeard
	}{
		"nothing":             {time.Date(2026, 11, 28, 0, 1, 0, 0, berlin), 0, nil},
		"within a day":        {time.Date(2026, 11, 28, 0, 1, 0, 0, berlin), time.Minute, []DayHeard{{day(2026, 11, 28), Heard{time.Minute, 2 * time.Minute}}}},
		"from midnight":       {time.Date(2026, 11, 28, 0, 0, 0, 0, berlin), time.Minute, []DayHeard{{day(2026, 11, 27), Heard{time.Minute, 2 * time.Minute}}}},
		"around midnight":     {time.Date(2026, 11, 28, 0, 0, 2, 0, berlin), 5 * time.Second, []DayHeard{{day(2026, 11, 28), Heard{2 * time.Second, 4 * time.Second}}, {day(2026, 11, 27), Heard{3 * time.Second, 6 * time.Second}}}},
		"a day of 25 hours":   {time.Date(2026, 10, 26, 1, 0, 0, 0, berlin), 26*time.Hour + time.Second, []DayHeard{{day(2026, 10, 26), Heard{time.Hour, 2 * time.Hour}}, {day(2026, 10, 25), Heard{25 * time.Hour, 50 * time.Hour}}, {day(2026, 10, 24), Heard{time.Second, 2 * time.Second}}}},
		"a day of 23 hours":   {time.Date(2026, 3, 30, 0, 0, 0, 0, berlin), 23 * time.Hour, []DayHeard{{day(2026, 3, 29), Heard{23 * time.Hour, 46 * time.Hour}}}},
		"a day without 0:00":  {time.Date(2026, 9, 6, 1, 1, 0, 0, santiago), 2 * time.Minute, []DayHeard{{day(2026, 9, 6), Heard{time.Minute, 2 * time.Minute}}, {day(2026, 9, 5), Heard{time.Minute, 2 * time.Minute}}}},
		"the day before 1970": {time.Date(1970, 1, 1, 0, 0, 1, 0, time.UTC), 2 * time.Second, []DayHeard{{0, Heard{time.Second, 2 * time.Second}}, {-1, Heard{time.Second, 2 * time.Second}}}},
	} {
		if got := (Heard{c.clock, 2 * c.clock}).Until(c.now); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if got := day(2026, 11, 28).String(); got != "2026-11-28" {
		t.Error(got)
	}
}

// TestAddDay: days stay in order, and a list that others have does not change.
func TestAddDay(t *testing.T) {
	one := func(day Day, clock time.Duration) DayHeard { return DayHeard{day, Heard{clock, 2 * clock}} }
	days := []DayHeard{one(1, 1), one(5, 2)}
	for _, c := range []struct {
		add  DayHeard
		want []DayHeard
	}{
		{one(5, 3), []DayHeard{one(1, 1), one(5, 5)}},
		{one(3, 3), []DayHeard{one(1, 1), one(3, 3), one(5, 2)}},
		{one(9, 3), []DayHeard{one(1, 1), one(5, 2), one(9, 3)}},
	} {
		if got := AddDay(days, c.add); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
	if !reflect.DeepEqual(days, []DayHeard{one(1, 1), one(5, 2)}) {
		t.Error("the list has changed:", days)
	}
}
