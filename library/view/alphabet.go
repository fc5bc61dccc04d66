package view

import (
	"cmp"
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// alphabet holds the sort weights that a language's collator gives the ASCII
// characters, so that ASCII words get their keys without the collator. It also
// shortens keys: an ASCII weight takes one byte instead of two, any other
// weight one byte more. The order stays the same. An alphabet does not change
// after it is made.
type alphabet struct {
	weights []uint16              // of the characters, sorted; no two are equal
	codes   [utf8.RuneSelf]byte   // of the characters; 0 for ignored ones
	alone   [utf8.RuneSelf]bool   // always has its own weight
	joined  [utf8.RuneSelf]uint32 // bit set of the letters before it with which it sorts as one letter: "ch" in Czech, "'y" in Hausa
}

const letters = "abcdefghijklmnopqrstuvwxyz"

func newAlphabet(lang language.Tag) *alphabet {
	var a alphabet
	var buf collate.Buffer
	collator := collate.New(lang, collate.Loose)
	key := func(s ...byte) []byte {
		buf.Reset()
		return slices.Clone(collator.Key(&buf, s))
	}
	var keys [utf8.RuneSelf][]byte
	for c := range keys {
		keys[c] = key(byte(c))
		if n := len(keys[c]); n == 0 || n == 2 {
			a.alone[c] = true
		}
		if len(keys[c]) == 2 {
			a.weights = append(a.weights, binary.BigEndian.Uint16(keys[c]))
		}
	}
	slices.Sort(a.weights)
	a.weights = slices.Compact(a.weights)
	for c := range keys {
		if len(keys[c]) == 2 {
			a.codes[c] = a.encode(nil, keys[c])[0]
		}
	}
	for _, c := range []byte(letters) {
		for _, b := range []byte("'" + letters) {
			if string(key(b, c)) != string(keys[b])+string(keys[c]) {
				a.joined[b] |= 1 << (c % 32)
				a.joined[unicode.ToUpper(rune(b))] |= 1 << (c % 32)
			}
		}
	}
	return &a
}

// append appends the key of a word. It returns false if the word has characters
// beyond ASCII or letters that sort as one.
func (a *alphabet) append(dst, word []byte) ([]byte, bool) {
	start := len(dst)
	var joined uint32 // letters that would sort as one with the next
	for _, c := range word {
		if c >= utf8.RuneSelf || !a.alone[c] || c >= 'A' && joined>>(c%32)&1 != 0 {
			return dst[:start], false
		}
		if code := a.codes[c]; code != 0 {
			dst = append(dst, code)
		}
		joined = a.joined[c]
	}
	return dst, true
}

// encode appends a collator's key in short form. An ASCII weight becomes an
// even byte. Any other weight is preceded by the odd byte between its
// neighbours. Case does not count, so there are about 70 ASCII weights, and a
// byte is enough.
func (a *alphabet) encode(dst, key []byte) []byte {
	for len(key) >= 2 {
		size := 2
		if key[0] >= 0x80 {
			size = 3
		}
		size = min(size, len(key))
		place, found := slices.BinarySearchFunc(a.weights, key, func(weight uint16, key []byte) int {
			return cmp.Compare(weight, binary.BigEndian.Uint16(key))
		})
		if found {
			dst = append(dst, byte(2*place+2))
		} else {
			dst = append(append(dst, byte(2*place+1)), key[:size]...)
		}
		key = key[size:]
	}
	return dst
}
