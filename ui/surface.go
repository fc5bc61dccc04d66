package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// surface is a plain background in one of the theme's colours; it follows the
// theme, which a bare rectangle does not.
type surface struct {
	widget.BaseWidget
	name      fyne.ThemeColorName
	rectangle *canvas.Rectangle
}

func newSurface(name fyne.ThemeColorName, radius float32) *surface {
	s := &surface{name: name, rectangle: canvas.NewRectangle(color.Transparent)}
	s.rectangle.CornerRadius = radius
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is called by Fyne.
func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	s.ink()
	return widget.NewSimpleRenderer(s.rectangle)
}

// Refresh is called by Fyne.
func (s *surface) Refresh() {
	s.ink()
	s.rectangle.Refresh()
}

func (s *surface) ink() {
	s.rectangle.FillColor = s.Theme().Color(s.name, fyne.CurrentApp().Settings().ThemeVariant())
}
