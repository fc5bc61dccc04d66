package search

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/words"
)

// quiet is how long the user must rest before a query is called wrong: the next letters
// may mend it.
const quiet = time.Second

// QueryError is the line below the search box that says what is wrong with the query. It
// is hidden while the query is right.
type QueryError struct {
	widget.Label
	Wait func(time.Duration, func()) (stop func()) // calls back on the UI goroutine
	stop func()                                    // stops waiting

	OnResize func()                        // the completions below it must be laid out anew
	OnRest   func(text string, wrong bool) // the user rests
}

// NewQueryError is hidden at first. wait calls a function on the UI goroutine later.
func NewQueryError(wait func(time.Duration, func()) (stop func())) *QueryError {
	m := &QueryError{Wait: wait, stop: func() {}, OnResize: func() {}, OnRest: func(string, bool) {}}
	m.Importance, m.Wrapping, m.SizeName = widget.DangerImportance, fyne.TextWrapWord, theme.SizeNameCaptionText
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// Check shows what is wrong with a text once the user rests. An error that is shown
// already stays while it is still true.
func (m *QueryError) Check(text string) {
	m.stop()
	m.stop = func() {}
	err := view.Final(text)
	if err != nil && m.Visible() && words.Brief(err.Error(), words.BriefPath) == m.Text {
		return
	}
	m.Hide()
	m.stop = m.Wait(quiet, func() { m.CheckNow(text) })
}

// CheckNow shows at once what is wrong with a text, and reports whether anything is.
func (m *QueryError) CheckNow(text string) bool {
	m.stop()
	m.stop = func() {}
	err := view.Final(text)
	m.OnRest(text, err != nil)
	if err == nil {
		m.Hide()
		return false
	}
	m.SetText(words.Brief(err.Error(), words.BriefPath))
	m.Show()
	m.OnResize()
	return true
}
