package view

import "math/bits"

// slots is a set of slots.
type slots []uint64

// slotsPerWord is how many slots share a word of the set: workers that write a
// set at once must not share a word.
const slotsPerWord = 64

func (s slots) has(i int32) bool { return s[i/slotsPerWord]&(1<<(i%slotsPerWord)) != 0 }
func (s slots) set(i int32)      { s[i/slotsPerWord] |= 1 << (i % slotsPerWord) }
func (s slots) clear(i int32)    { s[i/slotsPerWord] &^= 1 << (i % slotsPerWord) }

// room is s with room for slots below n.
func (s slots) room(n int) slots {
	return append(s, make(slots, max(0, (n+slotsPerWord-1)/slotsPerWord-len(s)))...)
}

// len is the number of slots in the set.
func (s slots) len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}
