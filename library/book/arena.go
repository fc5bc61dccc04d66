package book

import "strings"

// arenaLen is the number of bytes in an allocation shared by several texts. It
// is large enough to make texts cheap, and small enough that a text that stays
// does not keep much dead memory alive.
const arenaLen = 8 << 10

// Arena stores texts. If Shared is true, many texts lie in one allocation: one of its own
// for each takes up to a quarter more memory.
type Arena struct {
	Shared bool // otherwise each text has its own allocation
	text   strings.Builder
}

// Keep returns a copy of text.
func (b *Arena) Keep(text []byte) string {
	if !b.Shared || len(text) > arenaLen/4 {
		return string(text)
	}
	if b.text.Cap()-b.text.Len() < len(text) {
		b.text = strings.Builder{}
		b.text.Grow(arenaLen)
	}
	start := b.text.Len()
	b.text.Write(text)
	return b.text.String()[start:]
}
