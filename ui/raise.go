package ui

// raise brings the window to the front, even if it is minimised. UI goroutine only.
func (w *Window) raise() {
	w.restore()
	w.RequestFocus()
}
