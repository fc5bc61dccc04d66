package codepage

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/rangetable"
)

type Page struct {
	Name      string // its name in the IANA registry
	encoding  encoding.Encoding
	languages string // the languages written in it
	// handicap is how much likelier a text must be in this page than in Windows-1252.
	// Pages that share letters with Windows-1252 have to prove more, and so have pages
	// that few programs wrote.
	handicap bits
	other    bool // its letters beyond ASCII belong to another alphabet than the Latin one
}

// Western is Windows-1252, the code page of texts that claim to be Latin-1 and are. It
// has quotes and dashes where Latin-1 has control characters.
var Western = &Page{Name: "windows-1252", encoding: charmap.Windows1252,
	languages: "af ca cy da de en es et eu fi fr ga is it la nb nl nn pt sq sv"}

// The handicaps, found by measurement (codepage_test.go).
const (
	otherLetters = 10 * bit // no letter is Latin
	sharedLetter = 15 * bit // some letters are also in Windows-1252
	rarePage     = 4 * bit  // few programs wrote it; added to the others
)

// letterPages are pages with one byte for each letter.
var letterPages = []*Page{
	{Name: "windows-1251", encoding: charmap.Windows1251, languages: "ru uk be bg sr mk", handicap: otherLetters, other: true},
	{Name: "koi8-u", encoding: charmap.KOI8U, languages: "ru uk", handicap: otherLetters + rarePage, other: true}, // KOI8-R is a subset
	{Name: "ibm866", encoding: charmap.CodePage866, languages: "ru be", handicap: otherLetters + 2*rarePage, other: true},
	{Name: "windows-1253", encoding: charmap.Windows1253, languages: "el", handicap: otherLetters + rarePage, other: true},
	{Name: "windows-1255", encoding: charmap.Windows1255, languages: "he", handicap: otherLetters + 2*rarePage, other: true},
	{Name: "windows-1256", encoding: charmap.Windows1256, languages: "ar fa", handicap: otherLetters + rarePage, other: true},
	{Name: "windows-874", encoding: charmap.Windows874, languages: "th", handicap: otherLetters + rarePage, other: true},
	{Name: "windows-1250", encoding: charmap.Windows1250, languages: "pl cs sk hu ro hr sl", handicap: sharedLetter},
	{Name: "iso-8859-2", encoding: charmap.ISO8859_2, languages: "pl cs sk hu hr sl", handicap: sharedLetter + rarePage},
	{Name: "windows-1254", encoding: charmap.Windows1254, languages: "tr", handicap: sharedLetter},
}

// characterPages are pages with two bytes for most characters.
var characterPages = []*Page{
	{Name: "shift_jis", encoding: japanese.ShiftJIS, languages: "ja", handicap: otherLetters},
	{Name: "gbk", encoding: simplifiedchinese.GBK, languages: "zh-Hans zh-Hant", handicap: otherLetters},
	{Name: "big5", encoding: traditionalchinese.Big5, languages: "zh-Hant", handicap: otherLetters},
	{Name: "euc-kr", encoding: korean.EUCKR, languages: "ko", handicap: otherLetters},
	{Name: "euc-jp", encoding: japanese.EUCJP, languages: "ja", handicap: otherLetters + rarePage},
}

// longest is how many bytes are examined. More do not change the answer.
const longest = 4 << 10

// Of returns the code page of texts that were written together, such as the tags of a
// file. It is Western unless another page is much likelier. Texts in UTF-8 are ignored.
// A text may be cut off in the middle of a character.
func Of(texts ...[]byte) *Page { return of(texts, 0) }

// of is Of with a further handicap for every page but Western.
func of(texts [][]byte, more bits) *Page {
	words := words{texts: make([][]byte, 0, len(texts))}
	size := 0
	for _, t := range texts {
		if !text.IsASCII(t) && IsUTF8(t) {
			continue
		}
		t = t[:min(len(t), longest-size)]
		words.add(t)
		if size += len(t) + 1; size >= longest {
			break
		}
	}
	if len(words.beyond) == 0 {
		return Western
	}
	m := models()
	best, least := Western, -more
	for i, p := range letterPages {
		for _, s := range m.letters[i] {
			if p.other && !s.hasWord(&words) {
				break
			}
			if cost := s.cost(m, &words, least-p.handicap) + p.handicap; cost < least {
				best, least = p, cost
			}
		}
	}
	if slices.ContainsFunc(words.texts, isNarrow) {
		return best
	}
	western := 0
	for i := range words.beyond {
		western += m.western(&words.beyond[i])
	}
	old := slices.DeleteFunc(words.texts, text.IsASCII[[]byte])
	for i, p := range characterPages {
		runes, ok := p.runes(old)
		if !ok {
			continue
		}
		for _, costs := range m.characters[i] {
			if cost := characters(runes, costs) - western + p.handicap; cost < least {
				best, least = p, cost
			}
		}
	}
	return best
}

// Decode decodes a text that is in this page, or in UTF-8 in spite of it. An invalid
// byte becomes U+FFFD; a character cut off at the end is dropped.
func (p *Page) Decode(b []byte) string {
	if text.IsASCII(b) {
		return string(b)
	}
	s, err := p.encoding.NewDecoder().Bytes(b)
	if IsUTF8(b) && !(p.isWide() && err == nil && isEastAsian(string(s)) && !isEastAsian(string(whole(b)))) {
		return string(whole(b)) // but "鲁迅" in GBK could be "³Ѹ" in UTF-8
	}
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	if last := len(b) - 1; p.isWide() && last >= 0 && b[last] >= utf8.RuneSelf {
		s = bytes.TrimSuffix(s, []byte("\uFFFD"))
	}
	return string(s)
}

// isEastAsian reports whether all characters beyond ASCII are East Asian.
func isEastAsian(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && scriptName(r) != "East Asian" {
			return false
		}
	}
	return true
}

// isWide reports whether the characters of the page have two bytes.
func (p *Page) isWide() bool { return slices.Contains(characterPages, p) }

// IsUTF8 reports whether a text of unknown encoding is in UTF-8, possibly cut off in
// the middle of its last character. Text in other code pages is hardly ever valid
// UTF-8. Where it is ("CAFÉ…" in Windows-1252, short words in Chinese pages), it
// decodes to letters that no language uses together.
func IsUTF8(b []byte) bool {
	all := whole(b)
	if !utf8.Valid(all) || text.IsASCII(all) {
		return false
	}
	odd, plain, of := 0, 0, ""
	for _, r := range string(all) {
		if r < utf8.RuneSelf {
			continue
		}
		switch script := scriptName(r); {
		case script == "" || of != "" && script != "sign" && script != of:
			odd++
		default:
			plain++
			if script != "sign" {
				of = script
			}
		}
	}
	if len(all) < len(b) {
		plain-- // the character cut off may be none
	}
	return plain > 0 && plain >= 4*odd
}

// scriptName returns the script of a character beyond ASCII, "sign" for a character
// that goes with any script, and "" for a letter that no orthography uses.
func scriptName(r rune) string {
	switch {
	case 0xA0 <= r && r < 0xC0, r == '×', r == '÷', 0x300 <= r && r < 0x370, 0x2000 <= r && r < 0x2C00, 0xFE00 <= r && r < 0xFE10,
		0x1F000 <= r && r < 0x20000:
		return "sign"
	case 0xC0 <= r && r < 0x180, 0x1E00 <= r && r < 0x1F00, unicode.Is(romanian, r):
		return "Latin"
	case 0x2E80 <= r && r < 0xA000, 0xAC00 <= r && r < 0xD7A4, 0xF900 <= r && r < 0xFB00, 0xFF00 <= r && r < 0xFFF0:
		return "East Asian"
	case r < 0x370, r > 0xFFFF:
		return ""
	}
	for _, name := range []string{"Greek", "Cyrillic", "Hebrew", "Arabic", "Thai", "Devanagari", "Georgian", "Armenian"} {
		if unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	return ""
}

// romanian holds the letters of Romanian and Azerbaijani beyond Latin Extended-A.
var romanian = rangetable.New('Ș', 'ș', 'Ț', 'ț', 'Ə', 'ə', 'Ơ', 'ơ', 'Ư', 'ư')

// whole returns a text without the UTF-8 character that is cut off at its end, if there
// is one.
func whole(b []byte) []byte {
	for k := range min(utf8.UTFMax, len(b)) {
		if tail := b[len(b)-1-k:]; utf8.RuneStart(tail[0]) {
			if rest := b[:len(b)-len(tail)]; !utf8.FullRune(tail) && bytes.ContainsFunc(rest, func(r rune) bool { return r >= utf8.RuneSelf }) {
				return rest
			}
			break
		}
	}
	return b
}

// isNarrow reports whether a text cannot be in a page with wide characters, because the
// first byte of a wide character would stand alone, as in "“Emma” by". It is true for most
// Western texts, and false for all texts that runes decodes.
func isNarrow(b []byte) bool {
	for i := range len(b) - 1 {
		if b[i] > utf8.RuneSelf && b[i+1] < '@' && (i == 0 || b[i-1] < utf8.RuneSelf) && (b[i] < 0xA1 || b[i] > 0xDF) { // half-width katakana
			return true
		}
	}
	return false
}

// runes decodes texts of a page with wide characters. ok is false if one of them has an
// invalid byte.
func (p *Page) runes(texts [][]byte) (all []rune, ok bool) {
	for _, text := range texts {
		s, err := p.encoding.NewDecoder().String(string(text))
		runes := []rune(s)
		if last := len(runes) - 1; err != nil || slices.Contains(runes[:max(last, 0)], utf8.RuneError) {
			return nil, false // a character may be cut off at the end
		}
		all = append(append(all, runes...), '\n')
	}
	return all, true
}

// word is a run of letters and bytes beyond ASCII.
type word struct {
	text    []byte
	run     int  // number of bytes beyond ASCII in a row
	cost    bits // as model.western returns it, if it is counted
	counted bool
}

// words are the words of texts.
type words struct {
	texts  [][]byte
	beyond []word // the words with letters beyond ASCII
	plain  int    // number of words without such letters
	ascii  []word // the words without such letters, once inASCII has collected them
}

// add adds the words of a text.
func (w *words) add(t []byte) {
	w.texts = append(w.texts, t)
	for b, run := range split(t) {
		if run == 0 {
			w.plain++
		} else {
			w.beyond = append(w.beyond, word{text: b, run: run})
		}
	}
}

// inASCII returns the words without letters beyond ASCII.
func (w *words) inASCII() []word {
	if w.ascii == nil {
		w.ascii = make([]word, 0, w.plain)
		for _, t := range w.texts {
			for b, run := range split(t) {
				if run == 0 {
					w.ascii = append(w.ascii, word{text: b})
				}
			}
		}
	}
	return w.ascii
}

// split yields the words of a text, and how many bytes beyond ASCII each has in a row.
func split(b []byte) iter.Seq2[[]byte, int] {
	return func(yield func(word []byte, run int) bool) {
		for i := 0; i < len(b); {
			if !inWord(b[i]) {
				i++
				continue
			}
			start, longest, run := i, 0, 0
			for ; i < len(b) && inWord(b[i]); i++ {
				if run++; b[i] < utf8.RuneSelf {
					run = 0
				}
				longest = max(longest, run)
			}
			if !yield(b[start:i], longest) {
				return
			}
		}
	}
}

// western returns the cost of a word in the Western language that suits it best, as a
// title can have names from several.
func (m *model) western(w *word) bits {
	if !w.counted {
		w.cost, w.counted = m.west[0].word(w.text), true
		for _, s := range m.west[1:] {
			w.cost = min(w.cost, s.word(w.text))
		}
	}
	return w.cost
}

func inWord(c byte) bool {
	return c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// The costs of letters and signs that are in no table.
const (
	foreign   = 17 * bit // a letter of another language
	combining = 5 * bit  // a mark on a letter, which the tables do not have
	changed   = 8 * bit  // a capital after a small letter
	usual     = 4 * bit  // a quote or a dash
	unusual   = 8 * bit  // any other sign
	squeezed  = 14 * bit // a sign between two letters
	undefined = 25 * bit // an invalid byte
)

// kind is what a byte stands for in a code page.
type kind uint8

const (
	small kind = iota // or a letter without case
	capital
	mark       // a combining mark
	apostrophe // can stand between letters
	quote
	sign
	nothing
)

func kindOf(r rune) kind {
	switch {
	case r == utf8.RuneError, unicode.IsControl(r):
		return nothing
	case unicode.IsUpper(r):
		return capital
	case unicode.IsLetter(r):
		return small
	case unicode.Is(unicode.M, r):
		return mark
	}
	switch r {
	case '’', '\u00AD', '׳', '״': // the last two are Hebrew
		return apostrophe
	case '‘', '‚', '“', '”', '„', '«', '»', '‹', '›', '–', '—', '…', '\u00A0', '¿', '¡', '№':
		return quote
	}
	return sign
}

// shortest is the length from which a word of letters beyond ASCII cannot be Western:
// the longest such words are like "Öö".
const shortest = 4

// hasWord reports whether one of the words has at least shortest letters beyond ASCII
// in a row.
func (s *script) hasWord(words *words) bool {
	for i := range words.beyond {
		w, n := &words.beyond[i], 0
		if w.run < shortest {
			continue
		}
		for _, c := range w.text {
			if c < utf8.RuneSelf || s.kind[c] > mark {
				n = 0
			} else if n++; n == shortest {
				return true
			}
		}
	}
	return false
}

// script is a language as written in a code page of letters.
type script struct {
	*alphabet
	kind  *[256]kind
	other *[256]bool // whether the byte is another character in Windows-1252
	index [256]uint8 // of the letters in the alphabet, counted from 1; 0 for any other byte
}

// rune returns the character that a byte stands for in a page of letters.
func (p *Page) rune(c byte) rune {
	return p.encoding.(*charmap.Charmap).DecodeByte(c)
}

// word returns the cost of a word.
func (s *script) word(w []byte) (sum bits) {
	last, lower := uint8(0), false
	for i, c := range w {
		k := s.kind[c]
		switch n := s.index[c]; {
		case n > 0 && last > 0 && len(s.after) > 0:
			sum += bits(s.after[last-1][n-1] - '0')
			last = n
		case n > 0:
			sum += bits(s.alone[n-1] - '0')
			last = n
		case k == mark:
			sum += combining
			last = 0
		case k < mark:
			sum += foreign
			last = 0
		default:
			inside := i > 0 && i+1 < len(w) && s.kind[w[i-1]] <= mark && s.kind[w[i+1]] <= mark
			switch {
			case k == nothing:
				sum += undefined
			case k == apostrophe, k == quote && !inside:
				sum += usual
			case !inside:
				sum += unusual
			default:
				sum += squeezed
			}
			last = 0
		}
		if k == capital && lower {
			sum += changed
		}
		lower = k == small
	}
	return sum
}

// cost returns how much more words cost in this language than in Western ones.
//
// Words that are the same in both pages prove little, because they can be names:
// "Kodály" does not make a title Hungarian.
//
// It stops counting once the cost is certain to be at least limit.
func (s *script) cost(m *model, words *words, limit bits) (sum bits) {
	const little, much = 2 * bit, 20 * bit
	same, spelled := words.plain, false
	for i := range words.beyond {
		if w := &words.beyond[i]; s.differs(w) {
			spelled = spelled || s.spells(w.text)
		} else {
			same++
		}
	}
	least := 0 // the cost of the words that are the same in both pages
	if s.index['a'] > 0 {
		least = -min(same*little, much)
	}
	if !spelled && least >= limit {
		return least
	}
	for i := range words.beyond {
		w := &words.beyond[i]
		if !s.differs(w) {
			continue
		}
		cost := s.word(w.text) - m.western(w)
		if cost < 0 && !s.spells(w.text) {
			cost = 0 // no word of this language either
		}
		sum += cost
	}
	if least == 0 || sum+least >= limit {
		return sum
	}
	gained := 0
	for _, list := range [...][]word{words.inASCII(), words.beyond} {
		for i := range list {
			if w := &list[i]; !s.differs(w) {
				gained += min(little, max(0, m.western(w)-s.word(w.text)))
			}
		}
	}
	return sum - min(gained, much)
}

// spells reports whether a word consists of letters of the language and of quotes.
func (s *script) spells(w []byte) bool {
	for _, c := range w {
		if k := s.kind[c]; s.index[c] == 0 && k != mark && k != apostrophe && k != quote {
			return false
		}
	}
	return true
}

// differs reports whether a word reads otherwise in Windows-1252.
func (s *script) differs(w *word) bool {
	return w.run > 0 && slices.ContainsFunc(w.text, func(c byte) bool { return s.other[c] })
}

// model holds the costs of all pages.
type model struct {
	west       []*script
	letters    [][]*script       // by letterPages
	characters [][]map[rune]bits // by characterPages
}

var models = sync.OnceValue(func() *model {
	t := readTable(lettersFile)
	m := new(model)
	scripts := func(p *Page) (all []*script) {
		var kinds [256]kind
		var other [256]bool
		for c := range kinds {
			kinds[c] = kindOf(p.rune(byte(c)))
			other[c] = p.rune(byte(c)) != Western.rune(byte(c))
		}
		for lang := range strings.FieldsSeq(p.languages) {
			s := &script{alphabet: t.alphabets[lang], kind: &kinds, other: &other}
			for c := range s.index {
				s.index[c] = s.alphabet.index(p.rune(byte(c)))
			}
			all = append(all, s)
		}
		return all
	}
	m.west = scripts(Western)
	for _, p := range letterPages {
		m.letters = append(m.letters, scripts(p))
	}
	for _, p := range characterPages {
		var all []map[rune]bits
		for lang := range strings.FieldsSeq(p.languages) {
			all = append(all, t.characters[lang])
		}
		m.characters = append(m.characters, all)
	}
	return m
})

// The costs of characters that are in no table.
const (
	punctuation = 6 * bit  // East Asian, or of full width
	half        = 13 * bit // half-width katakana, which old phones and programs wrote
	latinLetter = 6 * bit  // a Latin letter beside such characters
	beside      = 6 * bit  // added where a Latin letter follows such a character, or precedes one
	otherScript = 14 * bit // Greek and Cyrillic letters, which these pages have too
	rare        = 17 * bit // any other character
)

// characters returns the cost of a text in a language with these costs. Only runs with
// a character beyond ASCII count.
func characters(runes []rune, costs map[rune]bits) (sum bits) {
	for i := 0; i < len(runes); {
		start, wide := i, false
		for ; i < len(runes) && (runes[i] >= utf8.RuneSelf || inWord(byte(runes[i]))); i++ {
			wide = wide || runes[i] >= utf8.RuneSelf
		}
		if wide {
			sum += run(runes[start:i], costs)
		}
		if i == start {
			i++
		}
	}
	return sum
}

// run returns the cost of characters and Latin letters without a space or sign between
// them.
func run(runes []rune, costs map[rune]bits) (sum bits) {
	for i, r := range runes {
		cost, known := costs[r]
		switch {
		case r == utf8.RuneError:
			sum += undefined
		case r < utf8.RuneSelf:
			sum += latinLetter
		case known:
			sum += cost
		case r == 'ー', 0x3000 <= r && r <= 0x303F, 0xFF01 <= r && r <= 0xFF5E, 0x2010 <= r && r <= 0x2030, r == '・', r == '·', r == '×':
			sum += punctuation
		case 0xFF61 <= r && r <= 0xFF9F:
			sum += half
		case r < 0x500:
			sum += otherScript
		default:
			sum += rare
		}
		if i > 0 && (r < utf8.RuneSelf) != (runes[i-1] < utf8.RuneSelf) {
			sum += beside
		}
	}
	return sum
}
