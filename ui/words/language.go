package words

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library/view"
)

// Language returns the English name of a language: "German" for "de", "ger" and
// "Deutsch", "American English" for "en-US". It returns text that names no language
// unchanged.
func Language(said string) string {
	if tag, err := language.Parse(said); err == nil {
		if name := display.English.Languages().Name(tag); name != "" && tag != language.Und {
			return name
		}
	}
	name := strings.Join(view.LanguagesIn(said), ", ")
	if name == "" || view.Fold(name) == view.Fold(said) {
		return said
	}
	return name
}
