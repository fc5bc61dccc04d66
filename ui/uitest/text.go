package uitest

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Wide returns the width of a text at ten pixels a character.
func Wide(s string) float32 { return float32(10 * utf8.RuneCountInString(s)) }

// Texts returns the texts that a widget itself draws.
func Texts(w fyne.Widget) (all []string) {
	for _, o := range test.WidgetRenderer(w).Objects() {
		if c, ok := o.(*canvas.Text); ok {
			all = append(all, c.Text)
		}
	}
	return all
}
