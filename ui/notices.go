package ui

import (
	"lectern/ui/notices"
)

// lacking is how many rows cannot be read without ffmpeg: none where it is installed, or
// where the user has put away that as many need it, in this start or an earlier one.
func (w *Window) lacking() int {
	n := w.rows.View().NoReader
	if !w.bare || n <= w.settings.Int(prefLacking) {
		return 0
	}
	return n
}

// putAway remembers beyond this start what the user has read.
func (w *Window) putAway(n notices.Notice) {
	if n.Key == notices.LackingKey {
		w.settings.SetInt(prefLacking, w.rows.View().NoReader)
		w.bars.ShowAgain(notices.LackingKey) // more of them are told of
	}
}
