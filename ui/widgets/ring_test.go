package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// TestFocusOfButtonsIsSeen: the focus changes the pixels of every button, including
// buttons in the accent colour.
func TestFocusOfButtonsIsSeen(t *testing.T) {
	for _, appearance := range []Appearance{Light, Dark} {
		for _, importance := range []widget.Importance{widget.MediumImportance, widget.LowImportance, widget.HighImportance, widget.DangerImportance} {
			test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: appearance})
			pressed := 0
			plain, escape := NewButton("Save", nil, func() { pressed++ }), NewEscapeButton("Save", func() { pressed++ }, func() {})
			plain.Importance, escape.Importance = importance, importance
			w := test.NewTempWindow(t, container.NewVBox(plain, escape))
			for _, b := range []fyne.Focusable{plain, escape} {
				w.Canvas().Unfocus()
				before := w.Canvas().Capture()
				w.Canvas().Focus(b)
				after := w.Canvas().Capture()
				strong := 0
				for y := range after.Bounds().Dy() {
					for x := range after.Bounds().Dx() {
						if contrast(nrgba(before.At(x, y)), nrgba(after.At(x, y))) >= 3 {
							strong++
						}
					}
				}
				if strong < 100 {
					t.Errorf("%s: the focus on %T of importance %d changes %d pixels", appearance, b, importance, strong)
				}
				b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
			if pressed != 2 {
				t.Errorf("Enter pressed %d buttons of 2", pressed)
			}
		}
	}
}
