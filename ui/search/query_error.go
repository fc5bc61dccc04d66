package search

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// quiet is how long the user must not type before a query is called wrong: the next
// letters may correct it.
const quiet = time.Second

// QueryError is the line below the search box that says what is wrong with the query.
// It is hidden while the query is right. UI goroutine only.
type QueryError struct {
	widget.Label
	Wait func(time.Duration, func()) (stop func()) // calls a function later on the UI goroutine, unless stop is called first
	stop func()                                    // stops the current wait

	Offers   func() bool                   // reports whether suggestions are shown, which say what is missing
	OnResize func()                        // called when it is shown or hidden, because the objects below must move
	OnRest   func(text string, wrong bool) // called when the user stops typing, once the line is shown or hidden
}

// NewQueryError makes a hidden line. wait becomes Wait.
func NewQueryError(wait func(time.Duration, func()) (stop func())) *QueryError {
	m := &QueryError{Wait: wait, stop: func() {}, Offers: func() bool { return false }, OnResize: func() {}, OnRest: func(string, bool) {}}
	m.Wrapping, m.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// Check shows what is wrong with a text once the user stops typing. An error that is
// already shown stays as long as it applies.
func (m *QueryError) Check(text string) {
	m.stop()
	m.stop = func() {}
	err := view.Final(text)
	if err != nil && m.Visible() && mistakeText(err) == m.Text {
		return
	}
	m.hide()
	m.wait(text, err)
}

// wait shows what is wrong with a text once the user has not typed for a while. A hint waits
// until no suggestions are shown, which it would move.
func (m *QueryError) wait(text string, err error) {
	m.stop = m.Wait(quiet, func() {
		if isHint(err) && m.Offers() {
			m.wait(text, err)
		} else {
			m.check(text, false)
		}
	})
}

// isHint reports whether an error is that something is missing.
func isHint(err error) bool {
	mistake, is := errors.AsType[*view.Mistake](err)
	return is && mistake.Unfinished
}

// CheckNow shows at once what is wrong with a text that the user has finished, and reports
// whether the text is wrong.
func (m *QueryError) CheckNow(text string) bool { return m.check(text, true) }

// check is CheckNow. In a text that the user has not finished, what is missing is a hint, not
// an error.
func (m *QueryError) check(text string, finished bool) bool {
	m.stop()
	m.stop = func() {}
	err := view.Final(text)
	defer func() { m.OnRest(text, err != nil) }()
	if err == nil {
		m.hide()
		return false
	}
	m.Importance = widget.DangerImportance
	if isHint(err) && !finished {
		m.Importance = widget.MediumImportance
	}
	m.SetText(mistakeText(err))
	m.Show()
	m.OnResize()
	return true
}

// mistakeText says what is wrong with a query.
func mistakeText(err error) string { return words.Brief(i18n.Error(err), words.BriefPath) }

func (m *QueryError) hide() {
	if m.Visible() {
		m.Hide()
		m.OnResize()
	}
}
