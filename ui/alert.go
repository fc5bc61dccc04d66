package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// longWork is how long folders must have been scanned, and files been read, for the desktop
// to say that it is over. The user may wait for less in front of the window.
const longWork = time.Minute

// alert tells the user that long work is over, by a notification of the desktop, if another
// window is in front.
type alert struct {
	behind bool                     // another window is in front
	began  time.Time                // when the work in progress began, zero without work
	show   func(title, text string) // shows a notification
}

// hear follows which window is in front.
func (a *alert) hear(app fyne.Lifecycle) {
	app.SetOnEnteredForeground(func() { a.behind = false })
	app.SetOnExitedForeground(func() { a.behind = true })
}

// tell is called for each frame, with the number of books in the library or, if rows are files,
// of files.
func (a *alert) tell(s *library.Status, books int, files bool, now time.Time) {
	works := s.Scanning || s.Probing.Running()
	switch {
	case works && a.began.IsZero():
		a.began = now
	case !works && !a.began.IsZero():
		took := now.Sub(a.began)
		a.began = time.Time{}
		if took >= longWork && a.behind && !s.Stopped {
			a.show(i18n.Text("Scan finished"), words.BookCount(books, files))
		}
	}
}
