package widgets

import (
	"time"
)

const (
	Margin      = 8 // pixels at the left and right of a text's text
	CaptionSize = 11.5
	LineGap     = 1
)

// DoubleTap is the longest time between the two taps of a double tap. Widgets measure it
// in Tapped, because the toolkit delays every single tap of a widget that implements
// DoubleTapped.
const DoubleTap = 400 * time.Millisecond
