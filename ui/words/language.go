package words

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language is a language's name, "German" for "de", "deu", "ger" and "de-DE". What
// is no code is shown as it is.
func Language(code string) string {
	if tag, err := language.Parse(code); err == nil {
		if name := display.English.Languages().Name(tag); name != "" {
			return name
		}
	}
	return code
}
