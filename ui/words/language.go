package words

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language returns the English name of a language: "German" for "de", "deu", "ger" and
// "de-DE". It returns text that is not a language code unchanged.
func Language(code string) string {
	if tag, err := language.Parse(code); err == nil {
		if name := display.English.Languages().Name(tag); name != "" {
			return name
		}
	}
	return code
}
