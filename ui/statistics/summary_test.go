package statistics

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
)

// TestNoFigureStandsAlone: the figures stand in rows of about the same length, inside the
// window, and each in line with the figure above it.
func TestNoFigureStandsAlone(t *testing.T) {
	test.NewTempApp(t)
	s := newSummary(&view.Statistics{Books: 1200, Files: 48000, People: 900, Size: 3e12, Duration: 9000 * time.Hour, Heard: book.Heard{Clock: 70 * time.Hour, Sound: 90 * time.Hour}}, false)
	for width := float32(120); width < 1400; width += 10 {
		s.lay(width)
		rows, lefts := map[float32]int{}, map[float32]int{}
		for i, v := range s.values {
			at := v.Position()
			rows[at.Y]++
			lefts[at.X]++
			if right := at.X + max(v.MinSize().Width, s.names[i].MinSize().Width); right > width && at.X > edge+margin {
				t.Errorf("at %v: figure %d ends at %v", width, i, right)
			}
		}
		longest := 0
		for _, n := range rows {
			longest = max(longest, n)
		}
		for _, n := range rows {
			if longest-n > 1 {
				t.Errorf("at %v: %d figures in a row, %d in another of %d", width, n, longest, len(rows))
			}
		}
		if len(lefts) != longest {
			t.Errorf("at %v: figures begin at %v", width, lefts)
		}
	}
}
