package library

import (
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

func TestStatisticsFollowTheView(t *testing.T) {
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(tree(t, numbered(4)...))
	s.settle()
	if s.sums.newest.Load().of.view != nil {
		t.Error("statistics are made although no caller asks")
	}
	of := func(rows int) func() bool {
		return func() bool {
			v := s.View()
			return s.Statistics().Of(v) && s.Statistics().Books == rows && v.Len() == rows
		}
	}
	s.until("statistics of all", of(4))
	if first := s.Statistics(); s.Statistics() != first {
		t.Error("made again while nothing changed")
	}
	s.heard(12345, "Gone", book.Heard{Clock: time.Hour, Sound: time.Hour}, time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)) // of a file that no view has
	s.until("what was heard of it", func() bool { return s.Statistics().Heard.Clock == time.Hour })
	check(t, s.SetQuery(view.Query{Text: "nothing"}))
	s.until("statistics of none", of(0))
}

// TestAges: the time from which ages are counted follows the clock, in steps.
func TestAges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a ages
		q := &view.Query{Text: "added:<7d"}
		first := a.of(q).Now
		time.Sleep(agesEvery - 1)
		if now := a.of(q).Now; !now.Equal(first) {
			t.Errorf("%v, want %v", now, first)
		}
		time.Sleep(time.Nanosecond)
		if now := a.of(q).Now; now.Sub(first) != agesEvery {
			t.Errorf("%v after %v", now, first)
		}
		other := &view.Query{Text: "added:<7d", Now: first}
		if now := a.of(other).Now; !now.Equal(first) {
			t.Errorf("%v, want %v, which was asked for", now, first)
		}
	})
}
