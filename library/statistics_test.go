package library

import (
	"testing"

	"lectern/library/view"
)

func TestStatisticsFollowTheView(t *testing.T) {
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(tree(t, numbered(4)...))
	s.settle()
	if s.sums.newest.Load().of != nil {
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
	check(t, s.SetQuery(view.Query{Text: "nothing"}))
	s.until("statistics of none", of(0))
}
