//go:build linux

package e2e

import (
	"image"
	"image/color"
	"time"

	"lectern/scripts/desktop"
)

// Colours of the light appearance, as in ui/widgets/theme.go.
var (
	accentColour  = color.NRGBA{0xA8, 0x48, 0x1C, 0xFF}
	sidebarColour = color.NRGBA{0xF4, 0xF1, 0xEC, 0xFF}
	buttonColour  = color.NRGBA{0xE4, 0xDD, 0xD3, 0xFF}
	menuColour    = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
)

// Places are found in the picture by what does not depend on the machine's fonts: the
// sidebar has a colour of its own, each of its lines is a band, and the selected row of
// the table has a mark in the accent colour at its left edge, as high as the row.

// sidebar returns the part with the folders: the columns of pixels that mostly have its
// colour. Even a long list covers less of it than it leaves.
func sidebar(p *desktop.Picture) (side image.Rectangle) {
	for x := range p.Rect.Max.X {
		column := image.Rect(x, 0, x+1, p.Rect.Max.Y)
		if p.Count(column, sidebarColour) > p.Rect.Max.Y/2 {
			side = side.Union(p.Box(column, sidebarColour))
		} else if !side.Empty() && x > side.Max.X+arrows {
			break
		}
	}
	return side
}

const (
	arrows    = 32 // before the icons, with the tree's arrows
	counts    = 70 // at the right, with the counts and the scroll bar
	tableEdge = 18 // from the sidebar to no further than the mark at a row's left
	markLeast = 30 // a mark is at least as high; the progress bar is not
)

// nodes returns the middles of the sidebar's lines, from the top.
func nodes(p *desktop.Picture) (at []image.Point) {
	side := sidebar(p)
	for _, b := range p.Bands(image.Rect(side.Min.X+arrows, side.Min.Y, side.Max.X-counts, side.Max.Y)) {
		at = append(at, image.Pt(side.Min.X+side.Dx()/2, b.Middle()))
	}
	return at
}

// clickNode clicks a line of the sidebar that has no mark.
func (s *session) clickNode(at image.Point) { s.Helper(); s.clickLit(at) }

// clickLit clicks a place that is lit while the pointer is over it. The toolkit handles a
// click at once, but a movement of the pointer only after it has handled all events that
// have arrived. If a click arrives with the movement before it, it counts where the pointer
// was. So clickLit waits until the place is lit. It returns when it clicked.
func (s *session) clickLit(at image.Point) time.Time {
	s.Helper()
	s.pointLit(at)
	clicked := time.Now()
	s.must(s.Button(s.Context(), 1))
	return clicked
}

// pointLit moves the pointer to a place that is lit while the pointer is over it, and waits
// until it is.
func (s *session) pointLit(at image.Point) {
	s.Helper()
	place := image.Rect(at.X-40, at.Y-6, at.X+40, at.Y+6)
	dark := s.see("before the pointer moves", func(*desktop.Picture) bool { return true })
	s.must(s.Point(s.Context(), at))
	s.see("pointed", func(p *desktop.Picture) bool { return p.Differ(place, dark) > 0 })
}

// mark returns the selected row's mark, empty if no row in sight is selected.
func mark(p *desktop.Picture) image.Rectangle {
	left := sidebar(p).Max.X
	for x := left; x < left+tableEdge; x++ {
		column := image.Rect(x, 0, x+1, p.Rect.Max.Y)
		if p.Count(column, accentColour) >= markLeast {
			return p.Box(column, accentColour)
		}
	}
	return image.Rectangle{}
}

func marked(p *desktop.Picture) bool { return !mark(p).Empty() }

// table returns the part of the picture with the rows, if the first row is selected.
func table(p *desktop.Picture) image.Rectangle {
	first := mark(p)
	return image.Rect(first.Min.X, first.Min.Y, p.Rect.Max.X, p.Rect.Max.Y)
}

// heading returns a place in the second column's heading or near it: above the first
// row, if that is selected, and to the right of the first column.
func heading(p *desktop.Picture) image.Point {
	first := mark(p)
	return image.Pt(first.Min.X+340, first.Min.Y-14)
}

// inRow returns a place in a row in sight, counted from the first, if the first is
// selected. A mark is about as high as the distance between rows.
func inRow(p *desktop.Picture, n int) image.Point {
	first := mark(p)
	return image.Pt(first.Min.X+150, first.Min.Y+first.Dy()*n+first.Dy()/2)
}

// statusLine is the height of the line at the bottom, in pixels.
const statusLine = 30

// cancelButton returns the button at the right of the status line. There must be work
// to cancel.
func cancelButton(p *desktop.Picture) image.Point {
	button := p.Box(image.Rect(p.Rect.Max.X/2, p.Rect.Max.Y-statusLine, p.Rect.Max.X, p.Rect.Max.Y), buttonColour)
	return image.Pt(button.Max.X-20, (button.Min.Y+button.Max.Y)/2)
}
