// Package locale keeps Fyne from complaining about the locale "C.UTF-8", which
// services, cron jobs and containers have. It is enough to import the package.
package locale

import "os"

// Fyne reads the locale while its packages are initialised, and complains in a dozen
// lines on standard error that it cannot parse this one. Only an init can come before
// that: Go initialises packages in the order of their import paths, as soon as their
// imports are ready. This package imports only os, whereas Fyne waits for
// "text/template".
func init() {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := os.Getenv(name)
		if locale == "" {
			continue
		}
		if len(locale) > 2 && locale[:2] == "C." && os.Getenv("LANGUAGE") == "" {
			os.Setenv("LANGUAGE", "en") // the language of C
		}
		return
	}
}
