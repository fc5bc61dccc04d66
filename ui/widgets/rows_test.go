package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestRowsTouch(t *testing.T) {
	top, middle, bottom := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	top.SetMinSize(fyne.NewSize(50, 20))
	bottom.SetMinSize(fyne.NewSize(80, 30))
	r := NewRows(middle, top, middle, bottom)
	if got := r.MinSize(); got != fyne.NewSize(80, 51) {
		t.Errorf("least size %v", got)
	}
	r.Resize(fyne.NewSize(100, 200))
	if middle.Position().Y != 20 || middle.Size().Height != 150 || bottom.Position().Y != 170 || bottom.Size().Width != 100 {
		t.Errorf("middle %v at %v, bottom at %v", middle.Size(), middle.Position(), bottom.Position())
	}
}
