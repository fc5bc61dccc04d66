package library

import (
	"testing"

	"lectern/library/view"
)

func TestSeriesFollowTheView(t *testing.T) {
	root := tree(t, numbered(4)...)
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	if s.series.newest.Load().of != nil {
		t.Error("series are made although no caller asks")
	}
	of := func(rows int) func() bool {
		return func() bool { v := s.View(); return s.Series().Of(v) && v.Len() == rows && s.Series().Alone == rows }
	}
	s.until("series of all", of(4))
	if first := s.Series(); s.Series() != first {
		t.Error("made again while nothing changed")
	}
	check(t, s.SetQuery(view.Query{Text: "nothing"}))
	s.until("series of none", of(0))
	check(t, s.SetQuery(view.Query{}))
	s.until("series of all again", of(4))
}
