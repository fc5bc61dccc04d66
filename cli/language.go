package cli

import (
	"os"
	"strings"

	"golang.org/x/text/language"

	"lectern/ui/i18n"
)

// speak makes the language that the user chose in the preferences, else that of the system,
// the language of all messages.
func speak() {
	if chosen := chosenLanguage(); chosen != language.Und {
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
