package view

import "strings"

// arenaLen is how many bytes of texts share an allocation: enough to make it
// cheap, few enough that one text that stays does not hold many that went.
const arenaLen = 8 << 10

// block keeps texts. Where many are made at once they lie one behind the other.
type arena struct {
	shared bool // not an allocation each
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
