package ui

import "github.com/go-gl/glfw/v3.4/glfw"

// identify gives the windows that open from now on the ID of the program, by which the
// desktop finds its icon and groups its windows: the ID is the name of the desktop file.
// The toolkit has no call for this (Fyne 2.8.0). It must follow NewWindow, which starts
// GLFW, and precede Show, which makes the window. An empty ID, as in tests without a
// screen, does nothing.
func identify(id string) {
	if id == "" {
		return
	}
	for _, hint := range []glfw.Hint{glfw.WaylandAppID, glfw.X11ClassName, glfw.X11InstanceName} {
		glfw.WindowHintString(hint, id)
	}
}
