package codepage

import (
	"strings"
	"sync"
	"unicode/utf8"
)

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
