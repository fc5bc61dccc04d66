package ui

import (
	"fmt"
	"strings"

	"lectern/library/message"
)

// ErrNoDisplay is the error of New and Refuse if there is no display.
var ErrNoDisplay error = message.NewError("no display is available to open a window on; “lectern scan” works without one")

// noDisplay must be deferred by the function that makes the first window. It turns the
// panic of the toolkit into ErrNoDisplay: in Fyne 2.8.0, GLFW panics if it cannot be
// initialised.
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
