// Package desktop runs the built program in a real window on a screen of its
// own: Xvfb, openbox, real keys and clicks by xdotool, pictures by import. The
// end-to-end tests and the screenshots stand on it.
//
// Nothing here waits for a time to pass. What the program does is awaited in
// its log (Log.Next), what it draws in pictures (Window.Until), and a context
// bounds both.
package desktop
