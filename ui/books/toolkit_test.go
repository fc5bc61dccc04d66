package books

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
)

// scrollerOf returns the scroll container of a toolkit widget.
func scrollerOf(b *testing.B, w fyne.Widget) *container.Scroll {
	for _, o := range test.WidgetRenderer(w).Objects() {
		if s, ok := o.(*container.Scroll); ok {
			return s
		}
	}
	b.Fatal("the widget does not scroll")
	return nil
}

// turnWheel turns the wheel to the end of a list and back.
func turnWheel(b *testing.B, s *container.Scroll) {
	step := float32(-50)
	for i := 0; b.Loop(); i++ {
		if i%2000 == 1999 {
			step = -step
		}
		s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, step)})
	}
}

// BenchmarkGridWrapScroll is BenchmarkGridScroll with the toolkit's GridWrap and the
// same items.
func BenchmarkGridWrapScroll(b *testing.B) {
	_, _, s := newTestGrid(b, 10_000)
	m := image.NewRGBA(image.Rect(0, 0, 320, 320))
	s.Thumbs.AtHand = func(*book.Book) (*image.RGBA, bool) { return m, true }
	g := widget.NewGridWrap(s.shown.Len,
		func() fyne.CanvasObject { return newGridItem(s.Grid) },
		func(row int, o fyne.CanvasObject) { s.drawItem(row, o.(*gridItem)) })
	w := test.NewTempWindow(b, g)
	w.Resize(fyne.NewSize(1600, 1000))
	b.ResetTimer()
	turnWheel(b, scrollerOf(b, g))
}

// BenchmarkListScroll is BenchmarkSeriesScroll with the toolkit's List. Its lines have
// the same heights, but draw only a caption.
func BenchmarkListScroll(b *testing.B) {
	_, _, s := newTestSeries(b, long(100_000)...)
	l := widget.NewList(func() int { return len(s.List.Lines) },
		func() fyne.CanvasObject { return newCaptionLine() },
		func(line int, o fyne.CanvasObject) {
			o.(*captionLine).show(captionOf(s.List, s.List.Lines[line], false))
		})
	for line := range s.List.Lines {
		if s.List.Lines[line].Kind != view.Gap { // captions are as high as gaps
			l.SetItemHeight(line, s.layout().lineHeight(line))
		}
	}
	w := test.NewTempWindow(b, l)
	w.Resize(fyne.NewSize(900, 400))
	l.ScrollToOffset(4e6) // far from the top, because List adds up the heights from there
	b.ResetTimer()
	turnWheel(b, scrollerOf(b, l))
}

// BenchmarkTableRefresh draws the same cells in the toolkit's table and in ours.
func BenchmarkTableRefresh(b *testing.B) {
	_, _, ours := newTableOf(b, 1000)
	toolkit := widget.NewTable(func() (int, int) { return 1000, len(ours.columns.seen) },
		func() fyne.CanvasObject { return newCell(ours, ours.marks) },
		func(id widget.TableCellID, o fyne.CanvasObject) { ours.update(id.Row, id.Col, o.(*cell)) })
	for col := range ours.columns.seen {
		_, width := ours.columns.extent(col)
		toolkit.SetColumnWidth(col, width)
	}
	test.NewTempWindow(b, toolkit).Resize(fyne.NewSize(1000, 600))
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			ours.Refresh()
		}
	})
	b.Run("toolkit", func(b *testing.B) {
		for b.Loop() {
			toolkit.Refresh()
		}
	})
}
