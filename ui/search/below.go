package search

import (
	"fyne.io/fyne/v2"
)

const (
	belowGap         = 2  // below the search box
	completionGap    = 12 // behind the text
	completionCounts = 44 // room for how many books have a value
)

// Below is the layout of the completions: they float below the search box and the query
// error, above the rest of the window.
type Below struct{ Box, Error fyne.CanvasObject }
