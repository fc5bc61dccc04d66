// Package mpris shows the player to the desktop, for media keys, lock screens and panels:
// https://specifications.freedesktop.org/mpris-spec/latest/
package mpris
