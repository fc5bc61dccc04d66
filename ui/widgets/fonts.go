package widgets

import (
	"fyne.io/fyne/v2"
)

// anySize is some text size: the toolkit reads a font once for all sizes.
const anySize = 13

// LoadFonts makes the toolkit read the fonts of the window and the fallback fonts of
// the system, on another goroutine. That takes longer than all other work of building
// the window. No text may be measured until the channel is closed, because the toolkit
// shapes one text at a time.
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
