package state

import (
	"testing"
	"time"

	"lectern/library/book"
)

// TestNoDayIsTooLong: whatever the clock of the computer does, nobody listens for more than
// 24 hours on a day.
func TestNoDayIsTooLong(t *testing.T) {
	l := newLog()
	noon := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for i := range 60 { // an hour each, and the clock is set back each time
		l.Add(book.ID(1+i%2), "Dune", book.Heard{Clock: time.Hour, Sound: 2 * time.Hour}, noon)
	}
	var all book.Heard
	for _, h := range l.All() {
		if h.Day != book.DayOf(noon) || h.Title != "Dune" || h.Sound != 2*h.Clock {
			t.Errorf("%+v", h)
		}
		all = all.Plus(h.Heard)
	}
	if all != (book.Heard{Clock: 24 * time.Hour, Sound: 48 * time.Hour}) {
		t.Error(all)
	}
	if ops := l.Add(1, "Dune", book.Heard{Clock: time.Hour, Sound: time.Hour}, noon); ops != nil {
		t.Error(ops)
	}
}
