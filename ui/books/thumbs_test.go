package books

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library/book"
)

// pictured returns a table of n books whose covers arrive on request.
func pictured(t testing.TB, n int) (table *Table, asked, stopped map[book.ID]func(*image.RGBA), still func()) {
	_, _, table = newTableOf(t, n)
	asked, stopped = map[book.ID]func(*image.RGBA){}, map[book.ID]func(*image.RGBA){}
	have := map[book.ID]*image.RGBA{}
	var waiting []func()
	s := NewThumbs(table)
	s.Wait = func(_ time.Duration, do func()) func() {
		stopped := false
		waiting = append(waiting, func() {
			if !stopped {
				do()
			}
		})
		return func() { stopped = true }
	}
	s.AtHand = func(b *book.Book) (*image.RGBA, bool) { return have[b.ID], have[b.ID] != nil }
	s.Fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		asked[b.ID] = func(m *image.RGBA) {
			if m != nil {
				have[b.ID] = m
			}
			done(m)
		}
		return func() { stopped[b.ID] = done }
	}
	table.Thumbs = s
	table.Refresh()
	return table, asked, stopped, func() {
		now := waiting
		waiting = nil
		for _, do := range now {
			do()
		}
	}
}

func TestCoversOfRowsInSight(t *testing.T) {
	table, asked, stopped, still := pictured(t, 1000)
	if len(asked) > 0 {
		t.Error("covers are requested at once")
	}
	still()
	first, last := table.visible()
	if len(asked) != last-first {
		t.Errorf("%d covers for %d rows in sight", len(asked), last-first)
	}
	top := table.shown.At(0).ID
	asked[top](image.NewRGBA(image.Rect(0, 0, 96, 96)))
	if _, flying := table.Thumbs.flying[top]; flying {
		t.Error("an answered fetch still counts as open")
	}
	second := table.shown.At(1).ID
	asked[second](nil)
	delete(asked, second)
	table.Refresh()
	still()
	if asked[second] != nil {
		t.Error("a missing cover was requested again")
	}
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	still()
	if len(stopped) != last-first-2 {
		t.Errorf("%d covers out of sight were cancelled, want %d", len(stopped), last-first-2)
	}
}

// TestCoversWaitForOtherBooks brings other books in sight at each look, as a scan does: their
// covers are not requested until the same ones stay, or for ever.
func TestCoversWaitForOtherBooks(t *testing.T) {
	table, asked, _, still := pictured(t, 1000)
	move := func(times int) {
		for i := range times {
			table.scrollToRow(20 * (i + 1))
			still()
		}
	}
	move(mostWaits - 1)
	if len(asked) > 0 {
		t.Errorf("%d covers are requested while the books in sight change", len(asked))
	}
	still()
	first, last := table.visible()
	if len(asked) != last-first {
		t.Errorf("%d covers for %d rows that stay in sight", len(asked), last-first)
	}
	clear(asked)
	table.scrollToRow(0)
	move(mostWaits)
	if len(asked) != last-first {
		t.Errorf("%d covers while the books in sight have changed for long", len(asked))
	}
}

// TestEndStopsTheWait: no cover is requested for rows that no longer show covers.
func TestEndStopsTheWait(t *testing.T) {
	table, asked, _, still := pictured(t, 1000)
	table.Thumbs.End()
	if still(); len(asked) > 0 {
		t.Errorf("%d covers are requested", len(asked))
	}
}

// BenchmarkCellsWithCovers measures a frame in which no row has changed.
func BenchmarkCellsWithCovers(b *testing.B) {
	table, asked, _, still := pictured(b, 1000)
	still()
	for _, done := range asked {
		done(image.NewRGBA(image.Rect(0, 0, 96, 96)))
	}
	for b.Loop() {
		table.Refresh()
	}
}
