package cli

import (
	"os"
	"strings"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"

	"lectern/ui"
	"lectern/ui/i18n"
)

// speak makes the language that the user chose in the preferences, else that of the system,
// the language of all messages.
func speak() {
	if chosen := ui.ChosenLanguage(preferencesPath()); chosen != language.Und {
		i18n.Use(i18n.Match(chosen))
		setToolkitLanguage(chosen)
	} else {
		i18n.Use(i18n.Match(languages()...))
	}
}

// languages returns the languages of the system, the most preferred first, as gettext
// reads them from the environment.
func languages() (tags []language.Tag) {
	names := firstSet("LC_ALL", "LC_MESSAGES", "LANG")
	if unlocalized(names) {
		return nil
	}
	if list := os.Getenv("LANGUAGE"); list != "" {
		names = list
	}
	for name := range strings.SplitSeq(names, ":") {
		if tag, err := localeTag(name); err == nil {
			tags = append(tags, tag)
		}
	}
	return tags
}

// collation returns the language by whose rules texts are sorted, from the environment.
// It is language.Und if the environment names C or an unknown language.
func collation() language.Tag {
	name := firstSet("LC_ALL", "LC_COLLATE", "LANG")
	if unlocalized(name) {
		return language.Und
	}
	tag, err := localeTag(name)
	if err != nil {
		return language.Und
	}
	return tag
}

// firstSet returns the first of some variables of the environment that is not empty.
func firstSet(keys ...string) string {
	for _, key := range keys {
		if value := os.Getenv(key); value != "" {
			return value
		}
	}
	return ""
}

// unlocalized reports whether a locale stands for no language.
func unlocalized(name string) bool {
	name, _, _ = strings.Cut(name, ".") // without the encoding
	return name == "" || name == "C" || name == "POSIX"
}

// localeTag returns the language of a locale: "de_DE.UTF-8@euro".
func localeTag(name string) (language.Tag, error) {
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(name, "@")
	return language.Parse(name)
}

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
