package ui

import (
	"time"
)

// The shape of the window, its size and where its parts meet, is kept for the next
// start: soon after it changed, as nobody knows how the program ends.
//
// The toolkit does not tell whether the window is maximised (Fyne 2.8.0): it comes
// back in that size, and not maximised.

// shapeRest is how long the shape must rest before it is kept: a window that is being
// dragged has another each frame.
const shapeRest = time.Second

// reshaped has the shape kept once it rests. UI goroutine.
func (w *Window) reshaped() {
	if w.wait == nil {
		return // the window does not run yet
	}
	if w.stopShape != nil {
		w.stopShape()
	}
	w.stopShape = w.wait(shapeRest, w.keepShape)
}

// keepShape keeps the window's shape for the next start. UI goroutine, or any once
// the toolkit's loop is over.
func (w *Window) keepShape() {
	size := w.Canvas().Size()
	w.settings.SetFloat(prefWidth, float64(size.Width))
	w.settings.SetFloat(prefHeight, float64(size.Height))
	w.settings.SetFloat(prefSidebar, w.split.Offset)
	if w.detailed() {
		w.settings.SetFloat(prefDetailsAt, w.beside.Offset)
	}
}
