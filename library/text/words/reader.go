package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// phrase is a text before the name of a narrator.
type phrase struct {
	text  string // in lower case
	colon bool   // only with a colon behind it
}

// phrases holds the phrases by their first letter, the longest first.
var phrases = sync.OnceValue(func() map[rune][]phrase {
	all := map[rune][]phrase{}
	add := func(words string, colon bool) {
		for word := range Split(words) {
			word = strings.ToLower(word)
			first, _ := utf8.DecodeRuneInString(word)
			all[first] = append(all[first], phrase{word, colon})
		}
	}
	for i := range Languages {
		add(Languages[i].ReadBy, false)
		add(Languages[i].Reader, true)
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.text) - len(a.text) })
	}
	return all
})

// CutReadBy removes "Read by", "Gelesen von", "Narrator:" and the like from the front
// of a text, in all languages. ok is false if it has none of them, or nothing else.
func CutReadBy(s string) (name string, ok bool) {
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range phrases()[unicode.ToLower(first)] {
		rest, found := cutPrefixFold(s, p.text)
		if !found {
			continue
		}
		name = strings.TrimLeft(rest, " \t")
		after, colon := strings.CutPrefix(name, ":")
		if !colon {
			after, colon = strings.CutPrefix(name, "：")
		}
		switch {
		case colon:
			name = strings.TrimLeft(after, " \t")
		case p.colon || len(name) == len(rest): // "readers", or a longer word
			continue
		}
		if name != "" {
			return name, true
		}
	}
	return s, false
}

// cutPrefixFold removes a prefix in lower case from s, ignoring case.
func cutPrefixFold(s, prefix string) (rest string, found bool) {
	for _, want := range prefix {
		r, size := utf8.DecodeRuneInString(s)
		if s == "" || unicode.ToLower(r) != want {
			return s, false
		}
		s = s[size:]
	}
	return s, true
}
