package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

const belowGap = 2 // below the search box, pixels

// Below is the layout of the completions, which float below the search box and the
// query error, above the rest of the window.
type Below struct{ Box, Error fyne.CanvasObject }

// Layout is called by Fyne. A query error that has just been shown has no size yet.
func (b Below) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(b.Box).AddXY(0, b.Box.Size().Height+belowGap)
	if b.Error.Visible() {
		at.Y += b.Error.MinSize().Height + theme.Padding()
	}
	for _, o := range objects {
		zero := d.AbsolutePositionForObject(o).Subtract(o.Position())
		o.Move(at.Subtract(zero))
		o.Resize(fyne.NewSize(min(completionsWidth, b.Box.Size().Width), o.MinSize().Height))
	}
}

// MinSize is called by Fyne: floating completions need no room.
func (b Below) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
