package widgets

import (
	"fyne.io/fyne/v2"
)

// anySize is a size of text: the toolkit reads a font once for all of them.
const anySize = 13

// LoadFonts has the toolkit read the faces of the window's text, and what the
// system has for letters they lack: that takes longer than all else about
// building the window. Until the channel is closed no text may be measured,
// for the toolkit shapes one at a time.
func LoadFonts() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
			fyne.MeasureText("Lectern", anySize, style)
		}
	}()
	return done
}
