package book

import "strings"

// firstLen and arenaLen are the numbers of bytes in the first and in the largest allocation
// that several texts share; each has twice as many as the one before. The largest is large
// enough to make texts cheap, and small enough that a text that stays does not keep much dead
// memory alive. The first is for the few texts of one file that changed.
const firstLen, arenaLen = 256, 8 << 10

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
		room := min(max(firstLen, 2*b.text.Cap()), arenaLen)
		b.text = strings.Builder{}
		b.text.Grow(max(room, len(text)))
	}
	start := b.text.Len()
	b.text.Write(text)
	return b.text.String()[start:]
}
