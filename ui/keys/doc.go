// Package keys has the shortcuts that work everywhere in the window, and the list of
// all keys for the help.
package keys
