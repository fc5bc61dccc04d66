package view

import "math/bits"

// bitset is a set of slots.
type bitset []uint64

// bitsPerWord is the number of slots in a word. Concurrent workers must not
// write to the same word.
const bitsPerWord = 64

func (s bitset) has(i int32) bool { return s[i/bitsPerWord]&(1<<(i%bitsPerWord)) != 0 }
func (s bitset) set(i int32)      { s[i/bitsPerWord] |= 1 << (i % bitsPerWord) }
func (s bitset) clear(i int32)    { s[i/bitsPerWord] &^= 1 << (i % bitsPerWord) }

// room returns s with room for all slots below n.
func (s bitset) room(n int) bitset {
	return append(s, make(bitset, max(0, (n+bitsPerWord-1)/bitsPerWord-len(s)))...)
}

// len returns the number of slots in the set.
func (s bitset) len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}
