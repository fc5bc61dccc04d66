package ui

import (
	"os"
	"strconv"

	"fyne.io/fyne/v2"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
)

// textSizes are the sizes of the text, and of everything else in the window, as multiples
// of the usual size. The toolkit rounds them to tenths.
var textSizes = options[float64]{
	{i18n.Mark("Small"), 0.9}, {i18n.Mark("Normal"), 1}, {i18n.Mark("Large"), 1.2}, {i18n.Mark("Very large"), 1.5},
}

// scaleVariable is the environment variable from which the toolkit reads the scale of its
// windows, each time that it shows one or that the theme changes.
const scaleVariable = "FYNE_SCALE"

// textSize is the size of the text in the window.
type textSize struct {
	w    *Window
	base float64 // the scale that the user's environment asks for
}

// newTextSize reads the environment, and applies the user's choice to it.
func newTextSize(w *Window) textSize {
	base, err := strconv.ParseFloat(os.Getenv(scaleVariable), 64)
	if err != nil || base <= 0 {
		base = 1
		if scale := float64(w.app.Settings().Scale()); scale > 0 && os.Getenv(scaleVariable) == "" {
			base = scale
		}
	}
	t := textSize{w: w, base: base}
	if size := w.settings.textSize(); size != 1 {
		t.apply(size)
	}
	return t
}

// apply tells the toolkit, which looks when a window is made or the theme changes.
func (t *textSize) apply(size float64) {
	_ = os.Setenv(scaleVariable, strconv.FormatFloat(t.base*size, 'f', -1, 64))
}

// choose changes the size of the text at once. The window stays as large on the screen,
// which the toolkit would change.
func (t *textSize) choose(size float64) {
	t.w.settings.SetFloat(prefTextSize, size)
	t.apply(size)
	room, scale := t.w.Canvas().Size(), t.w.Canvas().Scale()
	t.w.app.Settings().SetTheme(widgets.Theme{Appearance: t.w.settings.appearance()})
	scale /= t.w.Canvas().Scale()
	t.w.Resize(fyne.NewSize(room.Width*scale, room.Height*scale))
}

// textSize is the size of the text as a multiple of the usual size.
func (s settings) textSize() float64 {
	if size := s.FloatWithFallback(prefTextSize, 1); textSizes.index(size) >= 0 {
		return size
	}
	return 1
}
