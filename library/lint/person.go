package lint

import (
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// person returns the folded name of a person as "First Last", also for "Last,
// First".
func person(name string) string {
	last, first, ok := strings.Cut(name, ",")
	if ok && !strings.Contains(first, ",") && text.Key(first) != "" && !words.IsSuffix(first) {
		return text.Key(first + last)
	}
	return text.Key(name)
}
