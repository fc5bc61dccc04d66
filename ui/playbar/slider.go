package playbar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
)

// slider is a slider whose value also changes by itself, but not while the user drags it.
type slider struct {
	widget.Slider
	dragged bool

	onStep func(steps float64)  // an arrow key or a notch of the mouse wheel
	onKey  func(*fyne.KeyEvent) // gets the keys that the slider does not use
}

// sliderTheme has a track that can be seen on the bar.
var sliderTheme = widgets.Adapted{
	Colors: map[fyne.ThemeColorName]fyne.ThemeColorName{theme.ColorNameInputBackground: theme.ColorNameScrollBar},
}

// newSlider makes a slider. It calls moved while the user drags it, and chosen with the
// value in the end.
func newSlider(moved, chosen func(float64)) *slider {
	s := &slider{}
	s.Max, s.Step = 1, 1
	s.OnChanged, s.OnChangeEnded = moved, chosen
	s.ExtendBaseWidget(s)
	return s
}

// set sets the value without telling anybody.
func (s *slider) set(value, most float64) {
	if s.dragged || s.Value == value && s.Max == most {
		return
	}
	s.Value, s.Max = value, most
	s.Refresh()
}

// Dragged is called by Fyne.
func (s *slider) Dragged(e *fyne.DragEvent) {
	s.dragged = true
	s.Slider.Dragged(e)
}

// DragEnd is called by Fyne.
func (s *slider) DragEnd() {
	s.dragged = false
	s.Slider.DragEnd()
}

// Scrolled is called by Fyne.
func (s *slider) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DY > 0:
		s.onStep(1)
	case e.Scrolled.DY < 0:
		s.onStep(-1)
	}
}

// TypedKey is called by Fyne.
func (s *slider) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyUp:
		s.onStep(1)
	case fyne.KeyLeft, fyne.KeyDown:
		s.onStep(-1)
	default:
		s.onKey(e)
	}
}
