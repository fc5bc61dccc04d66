package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Background is a rectangle that is filled or framed in a colour of the theme. Unlike a
// bare canvas.Rectangle, it follows changes of the theme.
type Background struct {
	widget.BaseWidget
	name      fyne.ThemeColorName
	frame     bool
	rectangle *canvas.Rectangle
}

// NewBackground makes a rectangle filled in a colour of the theme, with corners of a
// radius in pixels.
func NewBackground(name fyne.ThemeColorName, radius float32) *Background {
	s := &Background{name: name, rectangle: canvas.NewRectangle(color.Transparent)}
	s.rectangle.CornerRadius = radius
	s.ExtendBaseWidget(s)
	return s
}

// NewFrame makes a rectangle of which only the edge is drawn, in a colour of the theme.
func NewFrame(name fyne.ThemeColorName, radius float32) *Background {
	s := NewBackground(name, radius)
	s.frame, s.rectangle.StrokeWidth = true, 1
	return s
}

// CreateRenderer is called by Fyne.
func (s *Background) CreateRenderer() fyne.WidgetRenderer {
	s.ink()
	return widget.NewSimpleRenderer(s.rectangle)
}

// Refresh is called by Fyne.
func (s *Background) Refresh() {
	s.ink()
	s.rectangle.Refresh()
}

func (s *Background) ink() {
	ink := s.Theme().Color(s.name, fyne.CurrentApp().Settings().ThemeVariant())
	if s.frame {
		s.rectangle.StrokeColor = ink
	} else {
		s.rectangle.FillColor = ink
	}
}
