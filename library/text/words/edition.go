package words

import "strings"

// Edition is any word for the edition of a recording.
const Edition = Unabridged | Abridged | Drama

// EditionOf returns the edition that a field holds. field is its name, in lower case
// and without signs. The edition is "Abridged" if the value of "abridged" is "true",
// and "" if it is "false", which programs write for any book. Any other text is the
// edition itself.
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

// Says reports whether a text consists only of articles and words for kinds of recordings,
// at least one of them for the given kind: "Unabridged", "Das Hörbuch", "Edición
// íntegra".
func Says(s string, kind Kind) bool {
	if Is(s, kind) {
		return true
	}
	if rest, ok := strings.CutSuffix(strings.TrimSuffix(s, "本"), "版"); ok && Is(rest, kind) { // "未删节版": in Chinese and Japanese no space stands before "edition"
		return true
	}
	said := false
	for word := range strings.FieldsSeq(s) {
		k := KindOf(word)
		if k&(kind|Audiobook|Version) == 0 && !IsArticle(word) && strings.Trim(word, "-–—/|&+.,;") != "" {
			return false
		}
		said = said || k&kind != 0
	}
	return said
}
