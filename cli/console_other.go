//go:build !windows

package cli

// attachConsole does nothing: a program has the terminal that it was started in.
func attachConsole() {}
