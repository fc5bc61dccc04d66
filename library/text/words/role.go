package words

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
)

// phrase is a text that stands before the name of a person.
type phrase struct {
	text  string // in lower case
	kind  Kind   // Wrote, Speaks, Edits, Helps or Plays
	did   Contribution
	colon bool // only if a colon follows, or in small letters before a full name
}

// beginning is what texts beside names can be that begin with the same word.
type beginning struct {
	phrases []phrase // the longest first; a name follows
	self    bool     // the author reads, and no name follows
	edition bool     // an edition
	free    bool     // one of them needs no colon, brackets or comma
}

// beginnings holds the beginnings of texts that stand beside names, by their first words.
var beginnings = sync.OnceValue(func() *text.Table[*beginning] {
	all := map[string]*beginning{"by": {free: true}}
	at := func(word string) *beginning {
		key := text.Key(word)
		if all[key] == nil {
			all[key] = new(beginning)
		}
		return all[key]
	}
	add := func(words string, kind Kind, did Contribution, colon bool) {
		for word := range Split(words) {
			word = strings.ToLower(word)
			b := at(firstWord(word))
			b.phrases = append(b.phrases, phrase{word, kind, did, colon})
			b.free = b.free || !colon
		}
	}
	for i := range Languages {
		l := &Languages[i]
		add(l.ReadBy, Speaks, 0, false)
		add(l.EditedBy, Edits, Editor, false)
		for _, h := range l.HelpedBy {
			add(h.Words, Helps, h.As, false)
		}
		add(l.Reader, Speaks, 0, true)
		add(l.Speaks, Speaks, 0, true)
		add(l.Wrote, Wrote, 0, true)
		add(l.Edits, Edits, Editor, true)
		add(l.Plays, Plays, 0, true)
		for _, h := range l.Helps {
			add(h.Words, Helps, h.As, true)
		}
		for _, words := range [...]string{l.PenName, l.WritesAs} {
			for word := range Split(words) {
				at(firstWord(word)).free = true
			}
		}
		for word := range Split(l.ReadBySelf) {
			b := at(firstWord(strings.ToLower(word)))
			b.self, b.free = true, true
		}
	}
	for word, kind := range spellings() {
		for _, first := range [...]string{word, firstWord(word)} {
			if kind&(Edition|Version) != 0 {
				at(first).edition = true
			}
			if kind&(Edition|Version|Others) != 0 {
				at(first).free = true
			}
			if kind&Role != 0 {
				at(first)
				at(first + "s") // "narrators"
			}
		}
	}
	for _, b := range all {
		slices.SortStableFunc(b.phrases, func(a, b phrase) int { return len(b.text) - len(a.text) })
	}
	return text.TableOf(all)
})

// firstWord returns the letters at the front of s.
func firstWord(s string) string {
	for i, r := range s {
		if r < utf8.RuneSelf && text.Letter(byte(r)) < 'a' || r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return s[:i]
		}
	}
	return s
}

// CutReadBy removes "Read by", "Gelesen von", "Narrator:" and the like, in any
// language, from the front of a text. ok is false if the text has no such phrase, or
// nothing else. "Autorenlesung" needs no name: there, name is the whole text.
func CutReadBy(s string) (name string, ok bool) {
	rest := s
	for range maxEditions {
		word := firstWord(rest)
		begin := beginnings().Of(word)
		if begin == nil && word != "" {
			break // as most texts
		}
		spoken := begin != nil && (begin.self || begin.phrases != nil)
		if spoken {
			if begin.self && (Is(rest, ReadBySelf) || Is(withoutSelf(rest), ReadBySelf)) {
				return rest, true
			}
			if name, kind, _ := cutRole(rest, begin.phrases); kind == Speaks {
				return beforeFor(name), true
			}
		}
		first, after, _ := strings.Cut(rest, " ")
		if spoken {
			if second, name, _ := strings.Cut(after, " "); Is(second, Edition) { // "Lettura integrale di …"
				rest = first + " " + name
				continue
			}
		}
		if rest = after; begin != nil && !begin.edition || !Is(first, Edition|Version) { // "Ungekürzte Lesung mit …"
			break
		}
	}
	return s, false
}

// maxEditions limits how many words for the edition can belong to a phrase.
const maxEditions = 3

// beforeFor returns a name without the company for which the person worked: "Ada Brook
// for LibriVox".
func beforeFor(name string) string {
	for _, word := range [...]string{" for ", " für ", " pour ", " para ", " voor ", " för ", " dla ", " для "} {
		if at := strings.Index(name, word); at > 0 {
			return name[:at]
		}
	}
	return name
}

// CutRole removes a phrase like "Read by", "Edited by", "Translator:" or "transl." from the
// front of a text. kind is Wrote, Speaks, Edits, Helps or Plays, or 0 if the text has no
// such phrase, or nothing else. did is the contribution that the phrase names.
func CutRole(s string) (name string, kind Kind, did Contribution) {
	if begin := beginnings().Of(firstWord(s)); begin != nil {
		return cutRole(s, begin.phrases)
	}
	return s, 0, 0
}

func cutRole(s string, phrases []phrase) (name string, kind Kind, did Contribution) {
	for _, p := range phrases {
		rest, found := cutPrefixFold(s, p.text)
		if !found {
			continue
		}
		name = strings.TrimLeftFunc(rest, unicode.IsSpace)
		after, colon := strings.CutPrefix(name, ":")
		if !colon {
			after, colon = strings.CutPrefix(name, "：")
		}
		switch {
		case colon:
			name = strings.TrimLeft(after, " \t")
		case p.colon && isSmallBefore(s, rest): // "Transl. Anna Kot", "reader Jane Doe"
			name = strings.TrimLeft(rest, ". ")
		case p.colon || len(name) == len(rest): // "readers", or a longer word
			continue
		}
		if name != "" {
			return name, p.kind, p.did
		}
	}
	return s, 0, 0
}

// isSmallBefore reports whether a text begins with a small letter or an abbreviation, and
// its rest begins with a space and a name of at least two words.
func isSmallBefore(s, rest string) bool {
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsLower(first) && !strings.HasPrefix(rest, ".") {
		return false
	}
	rest, spaced := strings.CutPrefix(strings.TrimPrefix(rest, "."), " ")
	first, last, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	name, _ := utf8.DecodeRuneInString(first)
	return spaced && unicode.IsUpper(name) && last != ""
}

// cutPrefixFold removes a prefix, given in lower case, from s, ignoring case.
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

// ands holds the words for "and", and whether they also occur within names.
var ands = sync.OnceValue(func() map[string]bool {
	all := setOf(inAll(func(l *Language) string { return l.AndIn }))
	for word := range inAll(func(l *Language) string { return l.And }) {
		all[word] = false
	}
	return all
})

// IsAnd reports whether a word can stand between two people, and whether it also occurs
// within names: "y" does in "Ortega y Gasset".
func IsAnd(word string) (within, ok bool) {
	if len(word) > maxAnd {
		return false, false
	}
	within, ok = ands()[word]
	return within, ok
}

// maxAnd is the greatest length in bytes of a word for "and", the length of "και".
const maxAnd = 6

// IsWith reports whether a word can stand between an author and a co-author: "with",
// "feat.".
func IsWith(word string) bool {
	return word != "" && 'a' <= word[0] && word[0] <= 'z' && len(word) <= maxWith && withs()[strings.TrimSuffix(word, ".")]
}

// maxWith is the greatest length in bytes of a word for "with", the length of
// "featuring".
const maxWith = 9

var withs = sync.OnceValue(func() map[string]bool {
	return setOf(inAll(func(l *Language) string { return l.With }))
})

// IsAuthor reports whether a text stands for the author in place of a name: "the
// author", "la propia autora", "forfatteren selv".
func IsAuthor(s string) bool {
	return Is(s, Author|ReadBySelf) || Is(withoutSelf(s), Author|ReadBySelf)
}

// withoutSelf removes the words that stress that it is the author. It returns "" if there
// are none, or if the text ends in a name.
func withoutSelf(s string) string {
	if last := s[strings.LastIndexByte(s, ' ')+1:]; len(s) > text.LongestWord || last == "" || 'A' <= last[0] && last[0] <= 'Z' {
		return ""
	}
	rest := s
	for word := range strings.FieldsSeq(s) {
		if isSelf().Of(word) {
			rest = strings.Replace(rest, word, "", 1)
		}
	}
	if len(rest) == len(s) {
		return ""
	}
	return strings.Join(strings.Fields(rest), " ")
}

var isSelf = sync.OnceValue(func() *text.Table[bool] {
	all := map[string]bool{}
	for word := range inAll(func(l *Language) string { return l.Self }) {
		all[text.Key(word)] = true
	}
	return text.TableOf(all)
})
