package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// board is what scrolls in a face that makes objects only of what is in sight:
// it is as high as all of it, and draw sets its objects.
type board struct {
	widget.BaseWidget
	height  func() float32
	draw    func()
	objects []fyne.CanvasObject
}

func newBoard(height func() float32, draw func()) *board {
	b := &board{height: height, draw: draw}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *board) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b} }

type boardRenderer struct{ b *board }

func (r *boardRenderer) Layout(fyne.Size)             {}
func (r *boardRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, r.b.height()) }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r *boardRenderer) Refresh()                     { r.b.draw() }
func (r *boardRenderer) Destroy()                     {}
