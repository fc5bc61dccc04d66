//go:build !headless

package cli

import (
	"os"
	"sync"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"

	"lectern/ui"
)

// chosenLanguage returns the language that the user chose in the preferences.
var chosenLanguage = sync.OnceValue(func() language.Tag { return ui.ChosenLanguage(preferencesPath()) })

// setToolkitLanguage makes the toolkit's own texts, such as those of its dialog for
// folders, those of a language. The toolkit has no call for this: it reads the environment
// whenever translations are added (Fyne 2.8.0, lang/lang.go).
func setToolkitLanguage(tag language.Tag) {
	for _, key := range []string{"LC_ALL", "LANGUAGE"} {
		if was, set := os.LookupEnv(key); set {
			defer os.Setenv(key, was)
		} else {
			defer os.Unsetenv(key)
		}
		os.Setenv(key, tag.String())
	}
	if err := lang.AddTranslationsForLocale([]byte("{}"), "en"); err != nil {
		panic(err) // an empty object is a list of translations
	}
}
