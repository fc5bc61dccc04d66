package codepage

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/rangetable"
)

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

// script is a language as written in a code page of letters.
type script struct {
	*alphabet
	kind  *[256]kind
	other *[256]bool // whether the byte is another character in Windows-1252
	index [256]uint8 // of the letters in the alphabet, counted from 1; 0 for any other byte
}

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
	for _, name := range scriptNames {
		if unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	return ""
}

// scriptNames are the scripts beside Latin and East Asian ones in which books are printed, the
// most frequent first.
var scriptNames = [...]string{
	"Cyrillic", "Greek", "Hebrew", "Arabic", "Thai", "Devanagari", "Georgian", "Armenian", "Bengali", "Tamil", "Telugu", "Malayalam", "Kannada",
	"Gujarati", "Gurmukhi", "Oriya", "Sinhala", "Khmer", "Lao", "Myanmar", "Ethiopic",
}

// romanian holds the letters of Romanian and Azerbaijani beyond Latin Extended-A.
var romanian = rangetable.New('Ș', 'ș', 'Ț', 'ț', 'Ə', 'ə', 'Ơ', 'ơ', 'Ư', 'ư')
