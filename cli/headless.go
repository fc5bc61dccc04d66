//go:build headless

package cli

import (
	"time"

	"golang.org/x/text/language"
)

// The build tag headless leaves the window out: the program scans without a command, too.
// It needs neither cgo nor the libraries of a desktop, and does not read the preferences
// of the window.

// windowCommand runs lectern scan.
func windowCommand(args []string, _ string, began time.Time) int { return scanCommand(args, began) }

// chosenLanguage returns no language: that of the system is used.
func chosenLanguage() language.Tag { return language.Und }

// setToolkitLanguage does nothing, as there is no toolkit.
func setToolkitLanguage(language.Tag) {}
