package statistics

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"lectern/library/view"
)

// TestUnknownStaysInSight: the bar of books without a value is shown however many bars
// there are.
func TestUnknownStaysInSight(t *testing.T) {
	g := view.Group{Field: view.Author}
	for n := range 3 * fewBars {
		g.Bars = append(g.Bars, view.Bar{Field: view.Author, Text: "Author " + strconv.Itoa(n), Books: 1})
	}
	g.Bars = append(g.Bars, view.Bar{Field: view.Author, Unknown: true, Books: 1})
	c := cards(&view.Statistics{Groups: []view.Group{g}}, false, nil, time.Local)[0]
	for line, want := range map[int]string{fewBars - 2: "Author 6", fewBars - 1: "Not known", fewBars: "All 24 authors…"} {
		if got := c.line(line).name; got != want {
			t.Errorf("line %d is %q, want %q", line, got, want)
		}
	}
}

// TestUnknownSetsNoScale: however many books have no value, the greatest known bar is full.
func TestUnknownSetsNoScale(t *testing.T) {
	bar := func(hours time.Duration, unknown bool) view.Bar {
		return view.Bar{Field: view.Author, Text: "A", Unknown: unknown, Books: 1, Duration: hours * time.Hour}
	}
	for _, c := range []struct {
		bars []view.Bar
		want []float32
	}{
		{[]view.Bar{bar(4, false), bar(1, false), bar(100, true)}, []float32{1, 0.25, 1}},
		{[]view.Bar{bar(4, false), bar(2, true)}, []float32{1, 0.5}},
		{[]view.Bar{bar(2, true)}, []float32{1}},
		{[]view.Bar{bar(0, false), bar(0, true)}, []float32{0, 0}},
	} {
		card := cards(&view.Statistics{Groups: []view.Group{{Field: view.Author, Bars: c.bars}}}, false, nil, time.Local)[0]
		for i, want := range c.want {
			if got := card.line(i).share; got != want {
				t.Errorf("bar %d of %v: %v, want %v", i, c.bars, got, want)
			}
		}
	}
}

// TestFind: a line is found wherever it is now; the first of its card if it has gone.
func TestFind(t *testing.T) {
	of := func(names ...int) plan {
		g := view.Group{Field: view.Author}
		for _, n := range names {
			g.Bars = append(g.Bars, view.Bar{Field: view.Author, Text: "Author " + strconv.Itoa(n), Books: 1, Duration: time.Hour})
		}
		s := &view.Statistics{Books: len(names), Groups: []view.Group{g}}
		return newPlan(cards(s, false, map[string]bool{fmt.Sprint(view.Author, view.NoSpan): true}, time.Local), 0, 1000)
	}
	before := of(0, 1, 2, 3)
	for was, c := range map[int]struct {
		now  []int
		line int
	}{
		0: {[]int{3, 2, 1, 0}, 3}, 1: {[]int{0, 1, 2, 3}, 1}, 2: {[]int{2}, 0}, 3: {[]int{0, 1}, 0},
	} {
		after := of(c.now...)
		if got := after.find(before.placeOf(slot{0, was})); got != (slot{0, c.line}) {
			t.Errorf("line %d is at %v, want %d", was, got, c.line)
		}
	}
}
