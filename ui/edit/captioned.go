package edit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
)

// captioned is a box of the form: a label and the source of the value above it, and an
// error below it.
type captioned struct {
	widget.BaseWidget
	label, from, wrong *widgets.Text
	labelText          string
	fromText           string
	wrongText          string
	back               *widgets.Link
	body               fyne.CanvasObject
	tall               bool // the body takes all of the height
}

const (
	boxLabel = 12.5
	boxHead  = widgets.LinkHeight // height of the line over the box
	boxFoot  = 18                 // of the line under it, where there is one
	boxGap   = 4                  // below the box
	Margin   = 2                  // left and right of the lines
)

type captionedRenderer struct{ f *captioned }
