package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// resizeNotifier is a stack layout that reports changes of its size.
type resizeNotifier struct {
	stack   fyne.Layout
	size    fyne.Size
	changed func()
}

// NotifyResize returns a container of one object that calls changed when its size
// changes.
func NotifyResize(o fyne.CanvasObject, changed func()) *fyne.Container {
	return container.New(&resizeNotifier{stack: layout.NewStackLayout(), changed: changed}, o)
}

// Layout is called by Fyne.
func (t *resizeNotifier) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size != t.size {
		t.size = size
		t.changed()
	}
	t.stack.Layout(objects, size)
}

// MinSize is called by Fyne.
func (t *resizeNotifier) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return t.stack.MinSize(objects)
}
