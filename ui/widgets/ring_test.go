package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/uitest"
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
						if uitest.Contrast(before.At(x, y), after.At(x, y)) >= 3 {
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

// TestSpacePressesOnce: Space presses a button with its rune, so what the button gives the
// focus to does not get the rune, and a rune whose key went elsewhere presses nothing.
func TestSpacePressesOnce(t *testing.T) {
	test.NewTempApp(t)
	entry, pressed := widget.NewEntry(), 0
	var w fyne.Window
	do := func() { pressed++; w.Canvas().Focus(entry) }
	plain, escape, tool := NewButton("Next", nil, do), NewEscapeButton("Next", do, func() {}), NewToolButton(nil, "Next", "", do)
	w = test.NewTempWindow(t, container.NewVBox(plain, escape, tool, entry))
	for _, b := range []fyne.Focusable{plain, escape, tool} {
		pressed = 0
		w.Canvas().Focus(b)
		b.TypedRune(' ')
		if pressed != 0 {
			t.Errorf("%T: the rune of another widget's key presses the button", b)
		}
		for range 2 { // a key, then its rune
			w.Canvas().Focus(b)
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			w.Canvas().Focused().TypedRune(' ')
		}
		if pressed != 2 || entry.Text != "" {
			t.Errorf("%T: pressed %d times, the entry has %q", b, pressed, entry.Text)
		}
		if d, is := b.(fyne.Disableable); is {
			d.Disable()
			b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			if b.TypedRune(' '); pressed != 2 {
				t.Errorf("%T: a disabled button is pressed", b)
			}
		}
	}
}
