package book

import (
	"strings"
	"testing"
)

// TestArenaGrows: the allocations are small for a few texts and large for many.
func TestArenaGrows(t *testing.T) {
	a := Arena{Shared: true}
	text := strings.Repeat("x", 99)
	if got := a.Keep([]byte(text)); got != text || a.text.Cap() > 2*firstLen {
		t.Errorf("%d bytes for one text of %d: %q", a.text.Cap(), len(text), got)
	}
	for range 1000 {
		if got := a.Keep([]byte(text)); got != text {
			t.Fatalf("%q", got)
		}
	}
	if got := a.text.Cap(); got < arenaLen {
		t.Errorf("%d bytes for each of many texts, want %d", got, arenaLen)
	}
	long := strings.Repeat("y", arenaLen/4)
	if got := a.Keep([]byte(long)); got != long {
		t.Errorf("%q", got)
	}
}
