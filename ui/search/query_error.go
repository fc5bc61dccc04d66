package search

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
)

// quiet is how long nobody must have typed before a search is taken as it stands:
// what is wrong with it until then may come right with the next letters.
const quiet = time.Second

// QueryError is the line under the search box that says what is wrong with what
// stands in it. It takes no room while nothing is.
type QueryError struct {
	widget.Label
	Wait func(time.Duration, func()) (stop func()) // calls back on the UI goroutine
	stop func()                                    // ends what is waited for

	OnResize func()                        // what floats below the line is to be laid out anew
	OnRest   func(text string, wrong bool) // the text stands as it is
}

func NewQueryError(wait func(time.Duration, func()) (stop func())) *QueryError {
	m := &QueryError{Wait: wait, stop: func() {}, OnResize: func() {}, OnRest: func(string, bool) {}}
	m.Importance, m.Wrapping, m.SizeName = widget.DangerImportance, fyne.TextWrapWord, theme.SizeNameCaptionText
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// Check says what is wrong with a text once nobody has typed for a while. What it
// said before stands only while that is still so.
func (m *QueryError) Check(text string) {
	m.stop()
	m.stop = func() {}
	err := view.Final(text)
	if err != nil && m.Visible() && err.Error() == m.Text {
		return
	}
	m.Hide()
	m.stop = m.Wait(quiet, func() { m.CheckNow(text) })
}

// CheckNow says at once what is wrong with a text, and reports whether anything is.
func (m *QueryError) CheckNow(text string) bool {
	m.stop()
	m.stop = func() {}
	err := view.Final(text)
	m.OnRest(text, err != nil)
	if err == nil {
		m.Hide()
		return false
	}
	m.SetText(err.Error())
	m.Show()
	m.OnResize()
	return true
}
