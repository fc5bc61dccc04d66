package view

import "strings"

// blockLen is how many bytes of texts share an allocation: enough to make it
// cheap, few enough that one text that stays does not hold many that went.
const blockLen = 8 << 10

// block keeps texts. Where many are made at once they lie one behind the other.
type block struct {
	blocks bool // not an allocation each
	text   strings.Builder
}

// keep returns a copy of text.
func (b *block) keep(text []byte) string {
	if !b.blocks {
		return string(text)
	}
	if b.text.Cap()-b.text.Len() < len(text) {
		b.text = strings.Builder{}
		b.text.Grow(max(blockLen, len(text)))
	}
	start := b.text.Len()
	b.text.Write(text)
	return b.text.String()[start:]
}
