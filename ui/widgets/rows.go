package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewRows returns a container of objects one below the other, as wide as the container
// and without gaps. Each object has its minimum height, but fills gets the
// remaining height.
func NewRows(fills fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rows{fills}, objects...)
}

type rows struct{ fills fyne.CanvasObject }

// MinSize is called by Fyne.
func (r rows) MinSize(objects []fyne.CanvasObject) (min fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			min.Width = max(min.Width, o.MinSize().Width)
			min.Height += o.MinSize().Height
		}
	}
	return min
}

// Layout is called by Fyne.
func (r rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := max(0, size.Height-r.MinSize(objects).Height)
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		if o == r.fills {
			height += rest
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}
