package words

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library/text"
)

// Articles are the articles of a language. They are ignored at the beginning of a title
// when titles are sorted.
type Articles struct {
	words   map[string]bool
	guess   bool // the language is unknown
	longest int
}

// otherArticles are the articles of languages that Languages does not have. Like those
// in Languages they come from the list of initial articles in appendix F of MARC 21
// (Library of Congress).
var otherArticles = map[string]string{
	"af": "die, 'n", "ca": "el, els, la, les, l', en, un, una, uns, unes", "cy": "y, yr", "eo": "la", "ga": "an, na",
	"gl": "o, a, os, as, un, unha", "hu": "a, az, egy", "is": "hinn, hin, hið", "lb": "de, den, déi, d', en, eng", "ro": "un, o", "sq": "një",
}

// anyArticles are the articles to ignore if the language is unknown: those of English,
// and those that hardly ever begin a title in a language in which they are not
// articles. "Die" is missing because it is a word in English, "il" in French, "de" and
// "en" in several languages.
const anyArticles = "the, an, a, der, das, ein, eine, le, la, les, l', un, une, el, een, gli"

// letters are words that follow an "A" which is a letter or a preposition: "A Is for
// Alibi", "A wie Anna", "A la deriva". After "an" they show that it is the German
// preposition.
var letters = wordSet("is, was, for, to, and, or, as, vs, versus, wie, bis, und, oder, comme, et, ou, come, como, de, del, des, du, voor, " +
	"tot, som, til, og, la, las, le, les, los, el, der, die, das, den, dem, einem, einer, einen, alle")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range Split(list) {
		set[strings.TrimPrefix(word, "'")] = true // as Remove drops quotes in front of a title
	}
	return set
}

func articlesOf(list string) *Articles {
	a := &Articles{words: wordSet(list)}
	for word := range a.words {
		a.longest = max(a.longest, len(word))
	}
	return a
}

// articles holds the articles of each language by the keys of its codes, of its English
// name and of its own name for itself. The key "" stands for an unknown language.
var articles = sync.OnceValue(func() map[string]*Articles {
	all := map[string]*Articles{}
	add := func(code, list string) {
		a := articlesOf(list)
		tag := language.MustParse(code)
		base, _ := tag.Base()
		for _, name := range []string{code, base.ISO3(), display.English.Languages().Name(tag), display.Self.Name(tag)} {
			all[text.Key(name)] = a
		}
	}
	for i := range Languages {
		add(Languages[i].Code, Languages[i].Articles)
		all[text.Key(Languages[i].Name)] = all[text.Key(Languages[i].Code)]
	}
	for code, list := range otherArticles {
		add(code, list)
	}
	all["no"] = all["nb"]
	all["nn"] = all["nb"]
	all[""] = articlesOf(anyArticles)
	all[""].guess = true
	return all
})

// ArticlesOf returns the articles of a language, given by any of its codes or names.
// For an unknown language it returns the articles that are safe to ignore in any.
func ArticlesOf(name string) *Articles {
	all := articles()
	if a := all[text.Key(name)]; a != nil {
		return a
	}
	if name := LanguageName(name); all[text.Key(name)] != nil { // "allemand"
		return all[text.Key(name)]
	}
	tag, err := language.Parse(strings.TrimSpace(name))
	base, sure := tag.Base()
	if err != nil || sure == language.No || base.String() == "mul" {
		return all[""]
	}
	if a := all[base.String()]; a != nil {
		return a
	}
	return new(Articles) // a language without articles, as most are
}

// Remove removes opening signs and the article from the front of a title, unless
// nothing would be left.
func (a *Articles) Remove(title string) string {
	if title != "" && text.Letter(title[0]) == 0 {
		if rest := strings.TrimLeftFunc(title, opens); rest != "" {
			title = rest
		}
	}
	end := 0
	for end < len(title) && title[end] != ' ' && title[end] != '\'' && !strings.HasPrefix(title[end:], "’") {
		if end++; end > a.longest {
			return title
		}
	}
	if end == 0 || end == len(title) {
		return title
	}
	word, rest := title[:end], title[end:]
	if quote, n := utf8.DecodeRuneInString(rest); quote != ' ' {
		rest = rest[n:]
		word += "'"
	} else if rest = strings.TrimLeft(rest, " "); a.isLetter(word, rest) {
		return title
	}
	if _, is := text.Lookup(a.words, word); !is || rest == "" || rest[0] == ' ' {
		return title
	}
	return rest
}

// isLetter reports whether the word in front of the rest of a title is not an article
// but a letter, a preposition or half of a name: "A Is for Alibi", "La La Land".
func (a *Articles) isLetter(word, rest string) bool {
	next, _, _ := strings.Cut(rest, " ")
	if strings.EqualFold(word, next) {
		return true
	}
	if utf8.RuneCountInString(word) > 1 && !(a.guess && strings.EqualFold(word, "an")) {
		return false
	}
	_, known := text.Lookup(letters, next)
	r, n := utf8.DecodeRuneInString(next)
	return known || n == len(next) && (r < '0' || r > '9') // a single letter, or a sign
}

// opens reports whether r can stand before the first word of a title: a quote, a bracket,
// a dash, dots.
func opens(r rune) bool {
	return unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd) || strings.ContainsRune(" \"'.…¿¡", r)
}
