package cli

import (
	"os"
	"strings"

	"golang.org/x/text/language"
)

// collation is the language that texts are sorted in, as the environment names it:
// none where it says C, or nothing that is known.
func collation() language.Tag {
	for _, key := range []string{"LC_ALL", "LC_COLLATE", "LANG"} {
		name := os.Getenv(key)
		if name == "" {
			continue
		}
		name, _, _ = strings.Cut(name, ".") // its encoding
		name, _, _ = strings.Cut(name, "@")
		if name == "C" || name == "POSIX" {
			return language.Und
		}
		tag, err := language.Parse(name)
		if err != nil {
			return language.Und
		}
		return tag
	}
	return language.Und
}
