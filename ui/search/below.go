package search

import (
	"fyne.io/fyne/v2"
)

const (
	belowGap         = 2  // below the search box
	completionGap    = 12 // behind the text
	completionCounts = 44 // room for how many books have a value
)

// Below is the layout of what floats under the search box and the line that
// says what is wrong in it, over what stands there.
type Below struct{ Box, Error fyne.CanvasObject }
