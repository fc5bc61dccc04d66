package words

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library/view"
	"lectern/ui/i18n"
)

// Language returns the name of a language in the language of the window: "German" for "de",
// "ger" and "Deutsch", "American English" for "en-US". It returns text that names no
// language unchanged.
func Language(said string) string {
	if tag, err := language.Parse(said); err == nil && tag != language.Und {
		if name := languageName(tag); name != "" {
			return name
		}
	}
	names := view.LanguagesIn(said)
	if len(names) == 0 || view.Fold(strings.Join(names, ", ")) == view.Fold(said) && i18n.Language() == language.English {
		return said
	}
	for i, name := range names {
		if tag, known := tags()[name]; known {
			names[i] = languageName(tag)
		}
	}
	return i18n.List(names...)
}

// languageName returns the name of a language as the beginning of a line, "" if there is none.
func languageName(tag language.Tag) string {
	return Capital(display.Languages(i18n.Language()).Name(tag))
}

// tags are the languages by their English names.
var tags = sync.OnceValue(func() map[string]language.Tag {
	all := map[string]language.Tag{"Norwegian": language.Norwegian}
	for _, base := range display.Supported.BaseLanguages() {
		if tag, err := language.Compose(base); err == nil {
			all[display.English.Languages().Name(base)] = tag
		}
	}
	return all
})
