package player

import (
	"testing"
	"time"

	"lectern/library/book"
)

func TestRewind(t *testing.T) {
	for pause, want := range map[time.Duration]time.Duration{
		-time.Hour: 0, 59 * time.Second: 0, time.Minute: 5 * time.Second, 59 * time.Minute: 5 * time.Second,
		time.Hour: 15 * time.Second, 24 * time.Hour: 30 * time.Second, 10000 * time.Hour: 30 * time.Second,
	} {
		if got := rewind(pause); got != want {
			t.Errorf("%v: %v, want %v", pause, got, want)
		}
	}
}

func TestFinished(t *testing.T) {
	for _, c := range []struct {
		left, length time.Duration
		want         bool
	}{
		{0, 0, false}, {0, time.Hour, true}, {time.Minute, time.Hour, true}, {61 * time.Second, time.Hour, false},
		{18 * time.Minute, 30 * time.Hour, true}, {19 * time.Minute, 30 * time.Hour, false},
		{30 * time.Second, 3 * time.Minute, false}, {18 * time.Second, 3 * time.Minute, true},
	} {
		if got := lasting(c.length, false).Finished(c.length - c.left); got != c.want {
			t.Errorf("%v left of %v: %v", c.left, c.length, got)
		}
		if lasting(c.length, true).Finished(c.length - c.left) {
			t.Errorf("%v left of %v, by an estimate: finished", c.left, c.length)
		}
	}
}

// lasting returns a book of one file, which lasts that long.
func lasting(length time.Duration, estimated bool) *Timeline {
	return NewTimeline(&book.Book{Files: []*book.File{{ID: 1, Media: book.Pack(&book.Media{Duration: length, Estimated: estimated})}}}, nil)
}

func TestResume(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	ago := func(d time.Duration) int64 { return now.Add(-d).UnixNano() }
	for name, c := range map[string]struct {
		l    *book.Listening
		want time.Duration
	}{
		"never played":              {nil, 0},
		"just now":                  {&book.Listening{Position: time.Minute, Played: ago(time.Second)}, time.Minute},
		"yesterday":                 {&book.Listening{Position: time.Minute, Played: ago(25 * time.Hour)}, 30 * time.Second},
		"hardly begun":              {&book.Listening{Position: time.Second, Played: ago(2 * time.Hour)}, 0},
		"played to the end":         {&book.Listening{Position: 10 * time.Hour, Played: ago(time.Hour), Finished: ago(time.Hour + time.Minute)}, 0},
		"in the last minute":        {&book.Listening{Position: 10*time.Hour - 30*time.Second, Played: ago(time.Second), Finished: ago(10 * time.Second)}, 10*time.Hour - 30*time.Second},
		"finished by hand":          {&book.Listening{Position: time.Hour, Played: ago(time.Hour), Finished: ago(time.Minute)}, 0},
		"heard again":               {&book.Listening{Position: time.Hour, Played: ago(time.Second), Finished: ago(time.Minute)}, time.Hour},
		"only known to be finished": {&book.Listening{Finished: ago(time.Minute)}, 0},
	} {
		if got := lasting(10*time.Hour, false).Resume(c.l, now); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	at := 10*time.Hour - time.Second
	for finished, want := range map[int64]time.Duration{0: at, ago(time.Hour): 0} { // once finished, the length is known
		if got := lasting(10*time.Hour, true).Resume(&book.Listening{Position: at, Played: ago(time.Second), Finished: finished}, now); got != want {
			t.Errorf("near an estimated end, finished at %d: %v, want %v", finished, got, want)
		}
	}
}
