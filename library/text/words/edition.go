package words

import "strings"

// Edition is any word for the edition of a recording.
const Edition = Unabridged | Abridged | Drama

// EditionOf returns the edition that a field tells by its name, in lower case and without
// signs, and its value: "Abridged" for an `abridged` of "true", and any other text as it
// is. It is "" where the field tells none: programs write an `abridged` of "false" for any
// book.
func EditionOf(field, value string) string {
	switch strings.ToLower(value) {
	case "0", "false", "no", "n":
		return ""
	case "1", "true", "yes", "y":
		switch field {
		case "abridged", "isabridged":
			return "Abridged"
		case "unabridged", "isunabridged":
			return "Unabridged"
		}
		return ""
	}
	if field == "formattype" && !Is(value, Edition) { // of Audible: "unabridged", or "speech"
		return ""
	}
	return value
}
