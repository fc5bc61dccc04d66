//go:build !windows

package ui

// restore does nothing: on this system, the focus already brings back a minimised
// window.
func (w *Window) restore() {}
