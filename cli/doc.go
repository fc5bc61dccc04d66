// Package cli is the command line: arguments, exit status, the log, the commands "scan"
// and "version", and the start of the window. A catalogue has at most one window; a
// second start hands its folders to that window (instance.go).
//
// It is the only package that imports the toolkit's application, which needs a
// display. The build tag headless leaves that out, and all that the window needs: the
// program lectern-scan (headless.go).
package cli
