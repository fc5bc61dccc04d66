package codepage

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"lectern/library/text"
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
	odd, plain := mixture(string(all))
	if len(all) < len(b) {
		plain-- // the character cut off may be none
	}
	return plain > 0 && plain >= 4*odd
}

// mixture counts the characters of a text beyond ASCII: those that no language uses, or not
// together with the others, and all others.
func mixture(s string) (odd, plain int) {
	of := ""
	for _, r := range s {
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
	return odd, plain
}

// countOdd counts the characters of a text that no language uses, or not together with the others.
func countOdd(s string) int {
	odd, _ := mixture(s)
	return odd
}

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
