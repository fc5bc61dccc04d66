package ui

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNoDisplay is why New made no window, or Refuse showed none.
var ErrNoDisplay = errors.New("no display is available to open a window on; “lectern scan” works without one")

// noDisplay, deferred where the first window is made, turns the panic of a toolkit
// that reaches no display into ErrNoDisplay. Fyne 2.8.0 has no other way to say it:
// GLFW panics when the toolkit could not initialise it.
func noDisplay(err *error) {
	said := recover()
	switch {
	case said == nil:
	case strings.HasPrefix(fmt.Sprint(said), "NotInitialized"):
		*err = ErrNoDisplay
	default:
		panic(said)
	}
}
