// Package locale keeps Fyne from complaining about the locale "C.UTF-8", which
// services, cron jobs and containers have. Importing it is all there is to do.
package locale

import "os"

// Fyne reads the locale while its packages are initialised, and says on
// standard error, a dozen lines long, that it cannot parse this one. There is
// no other moment to come before it, hence an init: Go initialises packages in
// order of import path as soon as what they import is ready, and this one
// needs os alone, whereas Fyne waits for "text/template".
func init() {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := os.Getenv(name)
		if locale == "" {
			continue
		}
		if len(locale) > 2 && locale[:2] == "C." && os.Getenv("LANGUAGE") == "" {
			os.Setenv("LANGUAGE", "en") // which is what C speaks
		}
		return
	}
}
