package text

import (
	"iter"
	"maps"
)

// Table holds values by the keys of words and short texts.
type Table[V any] struct {
	values map[string]V
	// lengths has a bit for the length of each key, by the first byte of the key. It
	// rules out most texts.
	lengths [1 << 8]uint64
}

// LongestWord is the greatest length in bytes of a text that a Table is asked about, and
// of its keys.
const LongestWord = 64

// TableOf returns a table of values by their keys, as Key returns them.
func TableOf[V any](values map[string]V) *Table[V] {
	t := &Table[V]{values: values}
	for key := range values {
		if 0 < len(key) && len(key) <= LongestWord {
			t.lengths[key[0]] |= 1 << (len(key) - 1)
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
	key := AppendKey(buf[:0], text)
	if n := len(key); n == 0 || n > LongestWord || t.lengths[key[0]]&(1<<(n-1)) == 0 {
		return value
	}
	return t.values[string(key)]
}

// All yields the keys and values of the table.
func (t *Table[V]) All() iter.Seq2[string, V] { return maps.All(t.values) }
