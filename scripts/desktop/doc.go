// Package desktop runs the built program in a real window on its own screen:
// Xvfb and openbox, keys and clicks by xdotool, pictures by import. The
// end-to-end tests and the screenshots use it.
//
// Nothing here sleeps. Tests wait for events in the program's log (Log.Next) or
// for a picture (Window.Until); a context bounds both.
package desktop
