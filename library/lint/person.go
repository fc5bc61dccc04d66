package lint

import (
	"strings"

	"lectern/library/text"
)

// person returns the folded name of a person as "First Last", also for "Last,
// First".
func person(name string) string {
	last, first, ok := strings.Cut(name, ",")
	if ok && !strings.Contains(first, ",") && !isSuffix(text.Key(first)) {
		return text.Key(first + last)
	}
	return text.Key(name)
}

// isSuffix reports whether a folded text can follow a comma without being a
// name.
func isSuffix(s string) bool {
	switch s {
	case "", "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq":
		return true
	default:
		return false
	}
}
