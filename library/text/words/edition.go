package words

import "strings"

// Edition is any word for the edition of a recording.
const Edition = Unabridged | Abridged | Drama

// EditionOf returns the edition that a field holds. Its name is in lower case, without
// signs. The edition is "Abridged" if the value of "abridged" is "true"; any other text is
// the edition itself. It is "" for "false", which programs write for any book.
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
