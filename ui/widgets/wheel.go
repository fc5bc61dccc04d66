package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	Notch     = 25 // pixels of a notch of the mouse wheel (Fyne 2.8.0, internal/driver/glfw/scroll_speed_default.go)
	NotchRows = 3  // rows that a notch scrolls
)

// Wheel covers a scroll container and handles the mouse wheel in its place: the container
// would scroll half a row per notch.
type Wheel struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

// NewWheel makes a wheel that calls a function when it is turned.
func NewWheel(turned func(*fyne.ScrollEvent)) *Wheel {
	w := &Wheel{turned: turned}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by Fyne.
func (w *Wheel) Scrolled(e *fyne.ScrollEvent) { w.turned(e) }

// CreateRenderer is called by Fyne.
func (w *Wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// InSteps returns how far a turn of the wheel scrolls. A whole notch scrolls by a step;
// a smaller turn, such as from a touchpad, scrolls by pixels.
func InSteps(turn, step float32) float32 {
	if n := turn / Notch; n == float32(int(n)) {
		return n * step
	}
	return turn
}
