package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// phrase is a text before the name of a person.
type phrase struct {
	text  string // in lower case
	kind  Kind   // Speaks, Edits or Helps
	colon bool   // only with a colon behind it
}

// phrases holds the phrases by their first letter, the longest first.
var phrases = sync.OnceValue(func() map[rune][]phrase {
	all := map[rune][]phrase{}
	add := func(words string, kind Kind, colon bool) {
		for word := range Split(words) {
			word = strings.ToLower(word)
			first, _ := utf8.DecodeRuneInString(word)
			all[first] = append(all[first], phrase{word, kind, colon})
		}
	}
	for i := range Languages {
		l := &Languages[i]
		add(l.ReadBy, Speaks, false)
		add(l.EditedBy, Edits, false)
		add(l.HelpedBy, Helps, false)
		add(l.Reader, Speaks, true)
		add(l.Edits, Edits, true)
		add(l.Helps, Helps, true)
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.text) - len(a.text) })
	}
	return all
})

// CutReadBy removes "Read by", "Gelesen von", "Narrator:" and the like from the front
// of a text, in all languages. ok is false if it has none of them, or nothing else. Of
// "Autorenlesung", which needs no name, name is the text.
func CutReadBy(s string) (name string, ok bool) {
	if Is(s, ReadBySelf) {
		return s, true
	}
	name, kind := CutRole(s)
	if kind != Speaks {
		return s, false
	}
	return name, true
}

// CutRole removes words like "Read by", "Edited by" and "Translator:" from the front of
// a text. kind is Speaks, Edits or Helps, and 0 if there are none, or nothing else.
func CutRole(s string) (name string, kind Kind) {
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
			return name, p.kind
		}
	}
	return s, 0
}

// cutPrefixFold removes a prefix in lower case from s, ignoring case.
func cutPrefixFold(s, prefix string) (rest string, found bool) {
	for _, want := range prefix {
		if want == ' ' { // "Hrsg. von"
			s = strings.TrimLeft(s, ".")
		}
		r, size := utf8.DecodeRuneInString(s)
		if s == "" || unicode.ToLower(r) != want {
			return s, false
		}
		s = s[size:]
	}
	return s, true
}
