package words

import (
	"math"
	"slices"
	"testing"
	"time"

	"lectern/library/view"
)

func TestPastime(t *testing.T) {
	for hours, want := range map[float64]string{
		0: "1 day", 2: "1 day", 2.1: "2 days", 100: "50 days", 118: "59 days", 120: "2 months", 700: "11 months", 731: "1 year", 1461: "2 years", 1023: "1.4 years", 7304: "10 years", 73050: "100 years",
	} {
		if got := Pastime(&view.Statistics{Duration: time.Duration(hours * float64(time.Hour))}); got != "At two hours a day: "+want {
			t.Errorf("%g hours: %q, want %q", hours, got, want)
		}
	}
}

func TestBarName(t *testing.T) {
	at := time.FixedZone("", -3600)
	month := time.Date(2024, 5, 1, 0, 0, 0, 0, at)
	for want, b := range map[string]view.Bar{
		"Ann Leckie":         {Field: view.Author, Text: "Ann Leckie"},
		"Not known":          {Field: view.Author, Unknown: true},
		"In no series":       {Field: view.InSeries, Unknown: true},
		"Below 32 kbps":      {Field: view.BitRate, First: math.MinInt64, Last: 31999},
		"64–95 kbps":         {Field: view.BitRate, First: 64000, Last: 95999},
		"256 kbps and more":  {Field: view.BitRate, First: 256000, Last: math.MaxInt64 - 1},
		"1990s":              {Field: view.Year, First: 1990, Last: 1999},
		"Before 10":          {Field: view.Year, First: 0, Last: 9},
		"8 May 2024":         {Field: view.Listened, Span: view.PerDay, First: month.AddDate(0, 0, 7).UnixNano(), Last: month.AddDate(0, 0, 8).UnixNano() - 1},
		"Week of 6 May 2024": {Field: view.Listened, Span: view.PerWeek, First: month.AddDate(0, 0, 5).UnixNano(), Last: month.AddDate(0, 0, 12).UnixNano() - 1},
		"2024":               {Field: view.Finished, Span: view.PerYear, First: month.AddDate(0, -4, 0).UnixNano(), Last: month.AddDate(0, 8, 0).UnixNano() - 1},
		"May 2024":           {Field: view.Added, Span: view.PerMonth, First: month.UnixNano(), Last: month.AddDate(0, 1, 0).UnixNano() - 1},
	} {
		if got := BarName(b, at); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	s := &view.Statistics{Books: 1, Files: 1200, People: 1, Size: 3e9, Duration: 9*time.Hour + 5*time.Minute}
	want := []Figure{{"1", "book"}, {"1,200", "files"}, {"9 h 5 min", "of listening"}, {"3.0 GB", "on disk"}, {"1", "person"}}
	if got := Figures(s, false); !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := Figures(s, true); len(got) != 4 || got[0] != want[1] {
		t.Errorf("files: %+v", got)
	}
}

func TestRest(t *testing.T) {
	for want, c := range map[string]view.Statistics{
		"Everything is heard.":                                              {Pace: time.Hour},
		"Not heard yet: 1 h. At your pace, 1 h a day: 1 day":                {Pace: time.Hour, Unheard: time.Hour},
		"Not heard yet: 2 min. At your pace, 7 s a day: 18 days":            {Pace: 7 * time.Second, Unheard: 2 * time.Minute},
		"Not heard yet: 311 h.":                                             {Pace: 4 * time.Second, Unheard: 311 * time.Hour},
		"Not heard yet: 59 h. At your pace, 1 h a day: 59 days":             {Pace: time.Hour, Unheard: 59 * time.Hour},
		"Not heard yet: 100 h. At your pace, 48 min a day: 4 months":        {Pace: 48 * time.Minute, Unheard: 100 * time.Hour},
		"Not heard yet: 1,000 h. At your pace, 1 h 30 min a day: 22 months": {Pace: 90 * time.Minute, Unheard: 1000 * time.Hour},
		"Not heard yet: 10,000 h. At your pace, 2 h a day: 14 years":        {Pace: 2 * time.Hour, Unheard: 10000 * time.Hour},
	} {
		if got := Pastime(&c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
