package text

import (
	"iter"
	"maps"
	"unicode/utf8"
)

// Table holds values by the keys of words and short texts.
type Table[V any] struct {
	values map[string]V
	// lengths has a bit for the length of each key, by its slot. It rules out most texts.
	lengths [slots]uint64
}

// LongestWord is the greatest length in bytes of the keys of a Table, and of the texts
// for which it can have a value.
const LongestWord = 64

const slots = 1 << 10

// slot returns the place of a key in a table's lengths, by its first and last byte.
func slot(key []byte) int { return (int(key[0])<<3 ^ int(key[len(key)-1])) % slots }

// TableOf returns a table of values by their keys, as Key returns them.
func TableOf[V any](values map[string]V) *Table[V] {
	t := &Table[V]{values: values}
	for key := range values {
		if 0 < len(key) && len(key) <= LongestWord {
			t.lengths[slot([]byte(key))] |= 1 << (len(key) - 1)
		}
	}
	return t
}

// Of returns the value of a text by its key. It is zero if the table has none, and for
// texts longer than LongestWord.
func (t *Table[V]) Of(text string) (value V) {
	if len(text) > LongestWord {
		return value
	}
	var buf [LongestWord]byte
	key := buf[:0]
	for i := range len(text) { // AppendKey for ASCII
		c := text[i]
		if c >= utf8.RuneSelf {
			key = AppendKey(buf[:0], text)
			break
		}
		if c = letters[c]; c != 0 {
			key = append(key, c)
		}
	}
	if n := len(key); n == 0 || n > LongestWord || t.lengths[slot(key)]&(1<<(n-1)) == 0 {
		return value
	}
	return t.values[string(key)]
}

// All yields the keys and values of the table.
func (t *Table[V]) All() iter.Seq2[string, V] { return maps.All(t.values) }
