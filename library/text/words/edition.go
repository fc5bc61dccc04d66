package words

import (
	"strings"
	"sync"

	"lectern/library/text"
)

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
	if (field == "formattype" || field == "format") && !Is(value, Edition) { // of Audible: "unabridged", or "speech"; "CD"
		return ""
	}
	return value
}

// beginsEdition holds the first words of texts that say something about the kind of a
// recording, by their keys.
var beginsEdition = sync.OnceValue(func() *text.Table[bool] {
	all := map[string]bool{}
	add := func(word string) {
		all[text.Key(word)] = true
		all[text.Key(firstWord(word))] = true
	}
	for word, kind := range spellings() {
		if kind&(Edition|Audiobook|Version) != 0 {
			add(word)
		}
	}
	for word := range inAll(func(l *Language) string { return l.Articles }) {
		add(word)
	}
	return text.TableOf(all)
})

// Says reports whether a text consists only of articles and words for kinds of recordings,
// at least one of them for the given kind, Audiobook or an edition: "Unabridged", "Das
// Hörbuch", "Edición íntegra".
func Says(s string, kind Kind) bool {
	if s == "" || text.IsDigit(s[0]) {
		return false
	}
	if first := firstWord(s); first != "" && text.IsASCII(first) && !beginsEdition().Of(first) {
		return false // as most texts
	}
	if Is(s, kind) {
		return true
	}
	if rest, ok := strings.CutSuffix(strings.TrimSuffix(s, "本"), "版"); ok && Is(rest, kind) { // "未删节版": in Chinese and Japanese no space stands before "edition"
		return true
	}
	if at := strings.LastIndexByte(s, ' '); at > 0 && KindOf(s[at+1:])&Version != 0 && Is(s[:at], kind) { // "Livre audio complet"
		return true
	}
	said := false
	for word := range strings.FieldsSeq(s) {
		k := KindOf(strings.Trim(word, ",;."))
		if k&(kind|Audiobook|Version) == 0 && !IsArticle(word) && strings.Trim(word, "-–—/|&+.,;") != "" {
			return false
		}
		said = said || k&kind != 0
	}
	return said
}
