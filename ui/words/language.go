package words

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language is the English name of a language: "German" for "de", "deu", "ger" and
// "de-DE". Text that is not a language code is returned as it is.
func Language(code string) string {
	if tag, err := language.Parse(code); err == nil {
		if name := display.English.Languages().Name(tag); name != "" {
			return name
		}
	}
	return code
}
