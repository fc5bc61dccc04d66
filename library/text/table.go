package text

import (
	"iter"
	"maps"
	"math/bits"
	"unicode/utf8"
)

// Table holds values by the keys of words and short texts.
type Table[V any] struct {
	values map[string]V
	// hashes has a bit for the hash of each key. It rules out most texts.
	hashes [hashes / 64]uint64
}

// LongestWord is the greatest length in bytes of the keys of a Table, and of the texts
// for which it can have a value.
const LongestWord = 64

// hashes is the number of different hashes: many more than the keys of the largest table.
const hashes = 1 << 16

// TableOf returns a table of values by their keys, as Key returns them.
func TableOf[V any](values map[string]V) *Table[V] {
	t := &Table[V]{values: values}
	for key := range values {
		hash, _ := hashOf(key)
		t.hashes[hash/64] |= 1 << (hash % 64)
	}
	return t
}

// hashOf returns the hash of a key, or of the key of a text in ASCII, and whether it is in
// ASCII.
func hashOf[T string | []byte](key T) (hash uint32, ascii bool) {
	var all byte // bits
	for i := range len(key) {
		c := key[i]
		if all |= c; c < utf8.RuneSelf {
			if c = letters[c]; c == 0 {
				continue
			}
		}
		hash = bits.RotateLeft32(hash, 5) ^ uint32(c)
	}
	return hash * 0x9E3779B1 >> 16, all < utf8.RuneSelf // the golden ratio mixes the bits
}

// Of returns the value of a text by its key. It is zero if the table has none, and for
// texts longer than LongestWord.
func (t *Table[V]) Of(text string) (value V) {
	if len(text) > LongestWord {
		return value
	}
	hash, ascii := hashOf(text)
	if ascii && !t.mayHave(hash) {
		return value
	}
	var buf [LongestWord]byte
	key := appendKey(buf[:0], text)
	if hash, _ = hashOf(key); !t.mayHave(hash) {
		return value
	}
	return t.values[string(key)]
}

func (t *Table[V]) mayHave(hash uint32) bool { return t.hashes[hash/64]&(1<<(hash%64)) != 0 }

// All yields the keys and values of the table.
func (t *Table[V]) All() iter.Seq2[string, V] { return maps.All(t.values) }
