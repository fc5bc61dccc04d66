package cli

import (
	"os"
	"strings"

	"golang.org/x/text/language"
)

// collation is the language by whose rules texts are sorted, from the environment. It
// is language.Und if the environment names C or an unknown language.
func collation() language.Tag {
	for _, key := range []string{"LC_ALL", "LC_COLLATE", "LANG"} {
		name := os.Getenv(key)
		if name == "" {
			continue
		}
		name, _, _ = strings.Cut(name, ".") // without the encoding
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
