package state

import (
	"testing"
	"time"

	"lectern/library/book"
)

// TestReplaces: the dates, titles and lengths of two books are compared.
func TestReplaces(t *testing.T) {
	const day = int64(24 * time.Hour)
	make := func(title string, length time.Duration, gone, added int64, ids ...book.ID) *candidate {
		e := &candidate{keys: []string{title}, length: length, gone: gone, added: added}
		for _, id := range ids {
			e.Rows = append(e.Rows, &Row{File: &book.File{ID: id}})
		}
		return e
	}
	for _, c := range []struct {
		name     string
		old, now *candidate
		want     bool
	}{
		{"title", make("dune", 0, 100*day, 0, 1, 2), make("dune", 0, 0, 100*day, 3), true},
		{"no title", make("", 0, 100*day, 0, 1, 2), make("", 0, 0, 100*day, 3), false},
		{"length, 2 %", make("a", 10*time.Hour, 100*day, 0, 1), make("b", 10*time.Hour+12*time.Minute, 0, 100*day, 3), true},
		{"length, more", make("a", 10*time.Hour, 100*day, 0, 1), make("b", 10*time.Hour+12*time.Minute+1, 0, 100*day, 3), false},
		{"shorter", make("a", 10*time.Hour, 100*day, 0, 1), make("b", 10*time.Hour-12*time.Minute, 0, 100*day, 3), true},
		{"a minute", make("a", 20*time.Minute, 100*day, 0, 1), make("b", 21*time.Minute, 0, 100*day, 3), true},
		{"length unknown", make("a", 30*time.Second, 100*day, 0, 1), make("b", 0, 0, 100*day, 3), false},
		{"it was there before", make("a", time.Hour, 100*day, 0, 1, 4), make("a", time.Hour, 0, 100*day, 3), false},
		{"converted some days before", make("a", time.Hour, 100*day, 0, 1), make("a", time.Hour, 0, 95*day, 3), true},
		{"beside it for long", make("a", time.Hour, 100*day, 0, 1), make("a", time.Hour, 0, 50*day, 3), false},
		{"years later", make("a", time.Hour, 100*day, 0, 1), make("a", time.Hour, 0, 999*day, 3), true},
	} {
		if got := c.now.replaces(c.old); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	old, other := make("a", time.Hour, day, 0, 1), make("a", time.Hour, day, 0, 2)
	now, second := make("a", time.Hour, 0, day, 3), make("a", time.Hour, 0, day, 4)
	for _, c := range []struct {
		name       string
		gone, came []*candidate
		want       int
	}{
		{"one each", []*candidate{old}, []*candidate{now}, 1},
		{"two that came", []*candidate{old}, []*candidate{now, second}, 0},
		{"two that are gone", []*candidate{old, other}, []*candidate{now}, 0},
		{"another that is gone", []*candidate{old, make("z", 5*time.Hour, day, 0, 2)}, []*candidate{now}, 1},
		{"none", []*candidate{old}, nil, 0},
	} {
		if got := replacementsAmong(c.gone, c.came); len(got) != c.want {
			t.Errorf("%s: %d", c.name, len(got))
		}
	}
	old.others = []book.ID{3}
	if got := replacementsAmong([]*candidate{old}, []*candidate{now, second}); len(got) != 1 || got[0].Now != second {
		t.Errorf("one of them is different: %v", got)
	}
}
