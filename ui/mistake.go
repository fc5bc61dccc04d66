package ui

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
)

// mistake is the line under the search box that says what is wrong with what
// stands in it. It takes no room while nothing is.
type mistake struct{ widget.Label }

func newMistake() *mistake {
	m := &mistake{}
	m.Importance, m.Truncation, m.SizeName = widget.DangerImportance, fyne.TextTruncateEllipsis, theme.SizeNameCaptionText
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// show says what err says, and reports whether it is one. One that may come
// right with the next letters is not spoken of.
func (m *mistake) show(err error) bool {
	var wrong *view.Mistake
	switch {
	case err == nil:
		m.Hide()
		return false
	case errors.As(err, &wrong) && wrong.Unfinished:
		m.Hide()
		return true
	case wrong != nil:
		m.SetText(fmt.Sprintf("At letter %d: %s", wrong.Column, wrong.Text))
	default:
		m.SetText(err.Error())
	}
	m.Show()
	return true
}
