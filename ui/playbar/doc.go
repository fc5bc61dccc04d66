// Package playbar is the bar at the bottom of the window: the book that plays, where it
// is, and the buttons for it.
package playbar
