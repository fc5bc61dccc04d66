package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// VirtualList is the content of a scroll container. It has the height of all rows, but
// objects only for the rows in sight: draw sets its Objects to them. The grid, the
// series and List are made of it.
//
// Objects are placed from the height Origin on. A list that can be very high sets it near
// the rows in sight: beyond 2²⁵ pixels, float32 has every fourth pixel only.
//
// The toolkit's lists were measured (ui/books/toolkit_test.go). List adds up the
// heights of its rows from the top: one step of the wheel in the middle of 100,000
// lines of series takes 2.1 ms, and 0.12 ms here. GridWrap is as fast as the grid, but
// leaves the remaining width empty instead of spreading its items. Both scroll by
// themselves, which rules them out for the lists in the details.
type VirtualList struct {
	widget.BaseWidget
	height  func() float32
	draw    func()
	Objects []fyne.CanvasObject
	Origin  float32
}

// NewVirtualList makes a list. height returns the height of all rows in pixels. draw is
// called on each refresh, and sets Objects.
func NewVirtualList(height func() float32, draw func()) *VirtualList {
	b := &VirtualList{height: height, draw: draw}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *VirtualList) CreateRenderer() fyne.WidgetRenderer {
	page := container.NewWithoutLayout()
	return &virtualListRenderer{b, page, []fyne.CanvasObject{page}}
}

type virtualListRenderer struct {
	b    *VirtualList
	page *fyne.Container // of the objects in sight
	all  []fyne.CanvasObject
}

func (r *virtualListRenderer) Layout(fyne.Size)   {}
func (r *virtualListRenderer) MinSize() fyne.Size { return fyne.NewSize(1, r.b.height()) }
func (r *virtualListRenderer) Objects() []fyne.CanvasObject {
	r.page.Objects = r.b.Objects
	// The toolkit asks at each frame, and paints another after each move.
	if at := fyne.NewPos(0, r.b.Origin); at != r.page.Position() {
		r.page.Move(at)
	}
	return r.all
}
func (r *virtualListRenderer) Refresh() { r.b.draw() }
func (r *virtualListRenderer) Destroy() {}
