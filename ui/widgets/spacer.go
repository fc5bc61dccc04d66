package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// NewSpacer makes an empty object of a height in pixels.
func NewSpacer(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(theme.Color(theme.ColorNameShadow))
	r.FillColor = nil
	r.SetMinSize(fyne.NewSize(1, height))
	return r
}
