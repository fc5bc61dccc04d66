package widgets

import (
	"fyne.io/fyne/v2"
)

// anySize is some text size: the toolkit reads a font once for all sizes.
const anySize = 13

// Styles are the styles in which titles and names are shown.
var Styles = [...]fyne.TextStyle{{}, {Bold: true}}

// ReadFont makes the toolkit read the font of a style that has the letters of a text, which
// takes some ten milliseconds. It must not run while another goroutine measures a text.
func ReadFont(text string, style fyne.TextStyle) { fyne.MeasureText(text, anySize, style) }

// LoadFonts makes the toolkit read the fonts of the window and the fallback fonts of
// the system, on another goroutine. That takes longer than all other work of building
// the window. No text may be measured until the channel is closed, because the toolkit
// shapes one text at a time.
func LoadFonts() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, style := range Styles {
			ReadFont("Lectern", style)
		}
	}()
	return done
}

// noLetter is a code point that no font has a letter for.
const noLetter = '\U0010FFFD'

// Lacks reports whether no font has a letter: the toolkit draws the same sign for all such
// letters. UI goroutine only.
func Lacks(letter rune) bool {
	width := func(r rune) float32 { return fyne.MeasureText(string(r), 100, fyne.TextStyle{}).Width }
	return width(letter) == width(noLetter)
}
