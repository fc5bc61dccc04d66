//go:build !windows

package ui

// restore is for systems on which the focus does not bring a minimised window
// back. Here it does.
func (w *Window) restore() {}
