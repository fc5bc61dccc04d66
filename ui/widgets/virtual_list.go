package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// VirtualList is the content of a scroll container that has objects only for what is in
// sight: it is as high as all rows, and draw sets its Objects to those in sight. The
// grid, the series and List are made of it.
//
// The toolkit's lists were measured (ui/books/toolkit_test.go). List adds up the heights
// of its rows from the top: a step of the wheel in the middle of 100,000 lines of series
// takes 2.1 ms, and 0.12 ms here. GridWrap takes as long as the grid, but leaves the rest
// of the width empty instead of stretching its items. Both scroll by themselves, which
// rules them out for lists within the details.
type VirtualList struct {
	widget.BaseWidget
	height  func() float32
	draw    func()
	Objects []fyne.CanvasObject
}

// NewVirtualList is as high as height says. draw sets its Objects when it is refreshed.
func NewVirtualList(height func() float32, draw func()) *VirtualList {
	b := &VirtualList{height: height, draw: draw}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *VirtualList) CreateRenderer() fyne.WidgetRenderer { return &virtualListRenderer{b} }

type virtualListRenderer struct{ b *VirtualList }

func (r *virtualListRenderer) Layout(fyne.Size)             {}
func (r *virtualListRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, r.b.height()) }
func (r *virtualListRenderer) Objects() []fyne.CanvasObject { return r.b.Objects }
func (r *virtualListRenderer) Refresh()                     { r.b.draw() }
func (r *virtualListRenderer) Destroy()                     {}
