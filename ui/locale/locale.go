// Package locale keeps Fyne from complaining about locales that it cannot parse. It is
// enough to import the package.
package locale

import (
	"os"
	"strings"

	"golang.org/x/text/language"
)

// Fyne reads the locale while its packages are initialised, and complains on standard
// error if it cannot parse it: "C.UTF-8", which services, cron jobs and containers have,
// "de_DE@euro", "german". Only an init can come before that: Go initialises packages in
// the order of their import paths, as soon as their imports are ready. The imports of
// this package are ready early, whereas Fyne waits for "text/template".
func init() {
	set := os.Getenv("LANGUAGE")
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := os.Getenv(name)
		if locale == "C" || locale == "POSIX" {
			return // then Fyne does not read LANGUAGE
		}
		if locale != "" && set == "" {
			set = locale
		}
		if locale != "" {
			break
		}
	}
	if clean := known(set); clean != set {
		os.Setenv("LANGUAGE", clean)
	}
}

// known returns the locales in a list with colons, as in LANGUAGE, that Fyne can parse,
// without their modifiers; English if there are none in a list that is not empty.
func known(list string) string {
	if list == "" {
		return ""
	}
	var clean []string
	for locale := range strings.SplitSeq(list, ":") {
		locale, _, _ = strings.Cut(locale, "@")
		name, _, _ := strings.Cut(locale, ".")
		if _, err := language.Parse(name); err == nil {
			clean = append(clean, locale)
		}
	}
	if clean == nil {
		return "en"
	}
	return strings.Join(clean, ":")
}
