// Package cli is the command line: arguments, exit status, the log, the commands
// "scan" and "version", and the start of the window. One window holds a
// catalogue; a second start hands its folders to the first (instance.go).
//
// It is the only package that imports the toolkit's application, which needs a
// display.
package cli
