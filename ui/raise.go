package ui

// raise brings the window to the front, also from where it was minimised. UI
// goroutine only.
func (w *Window) raise() {
	w.restore()
	w.RequestFocus()
}
