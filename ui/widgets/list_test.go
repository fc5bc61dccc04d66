package widgets

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestListOpensOnADoubleTap(t *testing.T) {
	test.NewTempApp(t)
	r, opened := NewList(nil), 0
	now := time.Unix(9, 0)
	r.now = func() time.Time { return now }
	show := func() {
		r.Set([]ListRow{{Name: "Chapter 1", OnOpen: func() { opened++ }}})
		r.Resize(fyne.NewSize(300, listRowHeight))
		r.Reveal(0, listRowHeight)
	}
	show()
	test.Tap(r.drawn[0])
	now = now.Add(2 * DoubleTap)
	test.Tap(r.drawn[0])
	show() // of another book, in the same place
	test.Tap(r.drawn[0])
	if opened != 0 {
		t.Error("opened by single taps")
	}
	test.Tap(r.drawn[0])
	if opened != 1 {
		t.Errorf("opened %d times by a double tap", opened)
	}
}

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

// TestListWithoutRowsPassesKeysOn: a list that has the focus can lose its rows.
func TestListWithoutRowsPassesKeysOn(t *testing.T) {
	test.NewTempApp(t)
	r, passed := NewList(nil), fyne.KeyName("")
	r.OnKey = func(e *fyne.KeyEvent) { passed = e.Name }
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if passed != fyne.KeyEscape {
		t.Errorf("passed on %q", passed)
	}
}

// TestNamesInAListDiffer: names that begin alike are cut where they are alike, and the tip
// has the whole name.
func TestNamesInAListDiffer(t *testing.T) {
	test.NewTempApp(t)
	r := NewList(nil)
	var rows []ListRow
	for i := range 12 {
		rows = append(rows, ListRow{Name: fmt.Sprintf("The Adventures of Tom Sawyer and His Friends_%03d.mp3", i), Time: "10:00"})
	}
	r.Set(rows)
	r.Resize(fyne.NewSize(260, r.HeightFor(260)))
	r.Reveal(0, 12*listRowHeight)
	for i, row := range r.drawn[:12] {
		if got, end := row.name.Canvas.Text, fmt.Sprintf("…Friends_%03d.mp3", i); !strings.HasPrefix(got, "The Adv") || !strings.HasSuffix(got, end) || row.name.Cut() != rows[i].Name {
			t.Errorf("%q, cut from %q", got, row.name.Cut())
		}
	}
}
