package widgets

import (
	"time"
)

const (
	Margin      = 8 // left and right of a cell's text
	CaptionSize = 11.5
	LineGap     = 1
)

// DoubleTap is how soon the second tap of a double tap must come. It is timed
// in Tapped: a widget that implements DoubleTapped has every single tap
// delayed by it.
const DoubleTap = 400 * time.Millisecond
