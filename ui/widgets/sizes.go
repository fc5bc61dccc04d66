package widgets

import (
	"time"
)

// Sizes that several widgets share, in pixels.
const (
	Margin      = 8    // at the left and right of a text
	CaptionSize = 11.5 // of small text
	LineGap     = 1    // between the two lines of a row
)

// DoubleTap is the longest time between the two taps of a double tap. Widgets measure
// the time in Tapped, because the toolkit delays every single tap on a widget that
// implements DoubleTapped.
const DoubleTap = 400 * time.Millisecond
