package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestListDrawsWhatIsInSight: of ten thousand rows, only those in sight are drawn.
func TestListDrawsWhatIsInSight(t *testing.T) {
	test.NewTempApp(t)
	r := NewList(nil)
	rows := make([]ListRow, 10_000)
	for i := range rows {
		rows[i].Name = fmt.Sprint("Chapter ", i)
	}
	r.Set(rows)
	r.Resize(fyne.NewSize(300, r.HeightFor(300)))
	r.Reveal(5000*listRowHeight, 5000*listRowHeight+700)
	if n := len(r.Objects); n == 0 || n > 700/listRowHeight+2 {
		t.Errorf("%d rows exist", n)
	}
	if got := r.drawn[0].row.Name; got != "Chapter 5000" {
		t.Errorf("the first in sight is %q", got)
	}
}
