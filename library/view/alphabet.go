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

// alphabet is how a language sorts the characters of ASCII, told by its
// collator, so that words of them get their key without it. It also shortens
// keys: a weight of ASCII takes one byte instead of two, any other one byte more
// than it has; the order stays. It is immutable once made.
type alphabet struct {
	weights []uint16              // of the characters, in order; no two are equal
	codes   [utf8.RuneSelf]byte   // of the characters; 0 for those that do not count
	alone   [utf8.RuneSelf]bool   // has no weight but its own
	joined  [utf8.RuneSelf]uint32 // the letters, a bit each, that one sorts together with: "ch" in Czech, "'y" in Hausa
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

// append appends the key of a word, and reports whether it could: not where
// letters are beyond ASCII or sort together.
func (a *alphabet) append(dst, word []byte) ([]byte, bool) {
	start := len(dst)
	var joined uint32 // what sorts together with the letter before
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

// encode appends a collator's key. A weight of ASCII becomes an even byte, any other
// the odd byte between its neighbours and then itself. There are some 70, as case
// does not count, so a byte is enough.
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
