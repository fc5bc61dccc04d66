package words

import (
	"slices"
	"strings"
	"sync"

	"lectern/library/text"
)

// pen is a phrase beside the name of an author who has two.
type pen struct {
	text string // in lower case
	as   bool   // the name on the cover follows, rather than the other
}

// pens holds the phrases by their first words, the longest first.
var pens = sync.OnceValue(func() *text.Table[[]pen] {
	all := map[string][]pen{}
	add := func(words string, as bool) {
		for word := range Split(words) {
			key := text.Key(firstWord(word))
			all[key] = append(all[key], pen{word, as})
		}
	}
	for i := range Languages {
		add(Languages[i].PenName, false)
		add(Languages[i].WritesAs, true)
	}
	for _, phrases := range all {
		slices.SortStableFunc(phrases, func(a, b pen) int { return len(b.text) - len(a.text) })
	}
	return text.TableOf(all)
})

// CutPenName removes a phrase about the pen name of an author from the front of a text:
// "pseudonym of Agatha Christie", "writing as J. D. Robb". as reports whether the name behind
// it is the one on the cover. There may be no name: "pseud.".
func CutPenName(s string) (name string, as, ok bool) {
	for _, p := range pens().Of(firstWord(s)) {
		rest, found := cutPrefixFold(s, p.text)
		if name = strings.TrimLeft(rest, " .:"); !found || name != "" && len(name) == len(rest) && strings.IndexByte(")],;", name[0]) < 0 {
			continue // a longer word
		}
		return name, p.as, true
	}
	return s, false, false
}
