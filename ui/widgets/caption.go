package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/words"
)

// NewCaption makes a label with one line of small text.
func NewCaption(text string) *widget.Label {
	l := widget.NewLabel(words.Brief(text, words.BriefPath))
	l.SizeName, l.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	return l
}
