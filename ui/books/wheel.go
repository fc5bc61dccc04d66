package books

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	notch     = 25 // pixels of a notch (Fyne 2.8.0, internal/driver/glfw/scroll_speed_default.go)
	notchRows = 3  // rows that a notch scrolls
)

// wheel covers a scroll container and handles the mouse wheel in its place: the container
// would scroll half a row per notch.
type wheel struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

func newWheel(turned func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{turned: turned}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by Fyne.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.turned(e) }

// CreateRenderer is called by Fyne.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// inSteps returns how far a turn of the wheel scrolls. A whole notch scrolls by a step;
// a smaller turn, such as from a touchpad, scrolls by pixels.
func inSteps(turn, step float32) float32 {
	if n := turn / notch; n == whole(n) {
		return n * step
	}
	return turn
}
