package book

import (
	"testing"
	"time"
)

func TestHeard(t *testing.T) {
	stopped := func(at time.Duration) *Listening { return &Listening{Position: at, Played: 1} }
	for _, c := range []struct {
		listening *Listening
		length    time.Duration
		want      int
	}{
		{nil, 10 * time.Hour, 0},
		{stopped(0), 10 * time.Hour, 1},
		{stopped(3*time.Hour + 15*time.Minute), 10 * time.Hour, 32},
		{stopped(10*time.Hour - 1), 10 * time.Hour, 99},
		{stopped(11 * time.Hour), 10 * time.Hour, 99},
		{stopped(time.Hour), 0, 1},
		{&Listening{Position: time.Hour, Played: 1, Finished: 2}, 10 * time.Hour, 100},
		{&Listening{Finished: 2}, 0, 100},
	} {
		if got := (&Book{Listening: c.listening, Duration: c.length}).Heard(); got != c.want {
			t.Errorf("%+v of %v: %d, want %d", c.listening, c.length, got, c.want)
		}
	}
}
