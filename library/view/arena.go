package view

import "strings"

// arenaLen is the number of bytes in an allocation shared by several texts. It
// is large enough to make texts cheap, and small enough that a text that stays
// does not keep much dead memory alive.
const arenaLen = 8 << 10

// arena stores texts. If shared is true, many texts lie in one allocation.
type arena struct {
	shared bool // otherwise each text has its own allocation
	text   strings.Builder
}

// keep returns a copy of text.
func (b *arena) keep(text []byte) string {
	if !b.shared {
		return string(text)
	}
	if b.text.Cap()-b.text.Len() < len(text) {
		b.text = strings.Builder{}
		b.text.Grow(max(arenaLen, len(text)))
	}
	start := b.text.Len()
	b.text.Write(text)
	return b.text.String()[start:]
}
