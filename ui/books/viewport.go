package books

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/ui/widgets"
)

// viewport is the area in which the lines of a view mode scroll up and down.
type viewport struct {
	scroll  *container.Scroll
	content *widgets.VirtualList
	height  func() float32 // of all lines
}

// newViewport makes a viewport. height returns the height of all lines in pixels; draw
// shows those in sight; place returns where they are in the order of the books, which
// is shown while the user drags the scroll bar.
func newViewport(height func() float32, draw func(), place func() string) *viewport {
	v := &viewport{height: height, content: widgets.NewVirtualList(height, draw)}
	v.scroll = container.NewVScroll(v.content)
	v.scroll.OnScrolled = func(fyne.Position) {
		draw()
		showPlace(v.scroll, place())
	}
	return v
}

// offset is how far the lines are scrolled, in pixels.
func (v *viewport) offset() float32 { return v.scroll.Offset.Y }

// room is the height of the viewport.
func (v *viewport) room() float32 { return v.scroll.Size().Height }

// most is the greatest offset, negative if all lines fit.
func (v *viewport) most() float32 { return v.height() - v.room() }

// to scrolls to an offset, but not past the last line. If it returns true, the caller
// must draw the lines.
func (v *viewport) to(y float32) (moved bool) {
	if y = max(0, min(y, v.most())); y == v.offset() {
		return false
	}
	widgets.HideTip()
	v.scroll.Offset.Y = y
	return true
}

// show scrolls no further than needed to show the lines between two heights. If it
// returns true, the caller must draw the lines.
func (v *viewport) show(top, bottom float32) (moved bool) {
	switch y := v.offset(); {
	case top < y:
		return v.to(top)
	case bottom > y+v.room():
		return v.to(bottom - v.room())
	default:
		return false
	}
}
