package words

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library/text"
)

// LanguageName returns the English name of a language, without its country, for any of
// its codes and names: "German" for "de", "ger", "deu", "de-AT", "Deutsch", "allemand"
// and "немецкий". It returns "" for a language that it does not know. It can take some
// microseconds.
func LanguageName(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > text.LongestWord {
		return ""
	}
	const code = 3 // the length of the longest code without a country
	if len(s) <= code {
		if name := codeName(s); name != "" {
			return name
		}
	}
	if name := languageNames()[text.Key(s)]; name != "" {
		return name
	}
	if name := codeName(s); name != "" {
		return name
	}
	if at := strings.IndexAny(s, "([,.@"); at > 0 { // "German (Germany)", "Greek, Modern", "de_DE.UTF-8"
		return LanguageName(s[:at])
	}
	switch first, last, _ := strings.Cut(s, " "); {
	case last == "":
	case isLanguageNoun()[strings.ToLower(first)]:
		return LanguageName(last)
	case isLanguageNoun()[strings.ToLower(last)]:
		return LanguageName(first)
	}
	return ""
}

// LanguageNames returns the English names of the languages in a text: "eng; ger",
// "English/German", or "engger" as in ID3v2.3. A language that it does not know stays
// as it is.
func LanguageNames(s string) (names []string) {
	s = strings.TrimSpace(s)
	if name := LanguageName(s); name != "" || s == "" {
		if name != "" {
			names = []string{name}
		}
		return names
	}
	pieces := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(";/,|&+、", r) })
	if len(pieces) == 1 {
		pieces = triples(s)
	}
	for _, piece := range pieces {
		piece = strings.TrimSpace(piece)
		name := LanguageName(piece)
		if name == "" {
			name = piece
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// triples splits a text that consists of three-letter codes without spaces between
// them. It returns any other text unchanged.
func triples(s string) (codes []string) {
	const n = 3
	for rest := s; rest != ""; {
		if len(rest) < n || codeName(rest[:n]) == "" {
			return []string{s}
		}
		codes, rest = append(codes, rest[:n]), strings.TrimSpace(rest[n:])
	}
	return codes
}

// codeName returns the English name for a code of ISO 639 or BCP 47, or "".
func codeName(s string) string {
	tag, err := language.Parse(s)
	if err != nil {
		return ""
	}
	switch base, sure := tag.Base(); {
	case sure == language.No, tag == language.Und, slices.Contains([]string{"und", "mul", "zxx", "mis"}, base.String()):
		return ""
	default:
		return baseName(base)
	}
}

func baseName(base language.Base) string {
	switch base.String() {
	case "no", "nb": // nearly all books in Norwegian are in Bokmål
		return "Norwegian"
	}
	return display.English.Languages().Name(base)
}

// regional are the languages that also have names with a country or a script: "American
// English", "Brazilian Portuguese".
var regional = [...]string{
	"en-US", "en-GB", "en-AU", "en-CA", "pt-BR", "pt-PT", "es-ES", "es-MX", "es-419", "fr-CA", "fr-CH", "de-AT", "de-CH", "nl-BE", "zh-Hans", "zh-Hant",
}

// otherLanguages are names that CLDR lacks, by code.
var otherLanguages = map[string]string{
	"no": "norwegian, norsk, bokmål, norwegisch, norvégien, noruego, norueguês, norvegese, noors, norska, norja, norweski, norština, норвежский, νορβηγικά, norveççe, 挪威语, ノルウェー語",
	"es": "castilian, castellano, castellà, kastilisch", "nl": "flemish, vlaams, flamand, flämisch", "zh": "mandarin, mandarin chinese, putonghua, 汉语, 国语, 中国語",
	"fa": "farsi", "el": "modern greek", "en": "american, british, us english, uk english, english us, english uk", "pt": "brazilian, brasileiro, português do brasil",
	"de": "hochdeutsch, auf deutsch", "fr": "en français", "it": "in italiano", "sv": "på svenska", "da": "på dansk", "fi": "suomeksi",
	"cs": "česky, český, v češtině", "pl": "po polsku", "sk": "slovensky, slovenský", "ru": "по русски, на русском", "uk": "українською",
}

// languageNouns are the words for "language" beside the name of a language: "język
// polski".
const languageNouns = "language, sprache, langue, lengua, idioma, língua, lingua, taal, språk, sprog, kieli, język, jazyk, язык, мова, γλώσσα, dili"

var isLanguageNoun = sync.OnceValue(func() map[string]bool { return setOf(Split(languageNouns)) })

// languageNames holds the English names of languages by the keys of their names: CLDR's
// names in English and in the languages of the table, and the name of each language in
// itself. If two languages have the same name, the first wins.
var languageNames = sync.OnceValue(func() map[string]string {
	all := make(map[string]string, 4000)
	add := func(word, name string) {
		if key := text.Key(word); key != "" && name != "" && all[key] == "" {
			all[key] = name
		}
	}
	for code, list := range otherLanguages {
		for word := range Split(list) {
			add(word, baseName(language.MustParseBase(code)))
		}
	}
	bases := display.Values.BaseLanguages()
	isCommon := func(b language.Base) bool { return len(b.String()) == len("en") }
	for _, b := range bases {
		add(display.English.Languages().Name(b), baseName(b))
	}
	for _, b := range bases {
		if tag, err := language.Compose(b); err == nil && isCommon(b) {
			add(display.Self.Name(tag), baseName(b))
		}
	}
	for i := range Languages {
		in := display.Languages(language.MustParse(Languages[i].Code))
		for _, b := range bases {
			if isCommon(b) {
				add(in.Name(b), baseName(b))
			}
		}
		for _, code := range regional {
			tag := language.MustParse(code)
			base, _ := tag.Base()
			add(in.Name(tag), baseName(base))
		}
	}
	return all
})
