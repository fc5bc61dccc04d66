package ui

import "testing"

func TestHistory(t *testing.T) {
	var h history
	if h.can(0) || h.can(-1) || h.can(1) {
		t.Error("an empty history can be walked")
	}
	visit := func(texts ...string) {
		for _, text := range texts {
			h.push(location{text: text})
		}
	}
	walk := func(steps int, want string) {
		t.Helper()
		if !h.can(steps) {
			t.Fatalf("%d steps to %q are not possible", steps, want)
		}
		if got := h.walk(steps); got.text != want {
			t.Fatalf("%d steps lead to %q, want %q", steps, got.text, want)
		}
	}
	visit("", "a", "a", "b")
	if h.can(1) || h.can(-3) {
		t.Error("the history has more than was visited")
	}
	walk(-1, "a")
	walk(-1, "")
	walk(2, "b")
	walk(-1, "a")
	visit("a")
	walk(1, "b") // a location that is shown already leaves the next ones
	walk(-2, "")
	visit("c")
	if h.can(1) {
		t.Error("a new location leaves the next ones")
	}
	walk(-1, "")
	h.push(location{mode: modeGrid})
	walk(-1, "")
	if got := h.walk(1); got.mode != modeGrid {
		t.Errorf("another view mode is no location of its own: %+v", got)
	}
	for range mostLocations {
		visit("x", "y")
	}
	if h.can(-mostLocations) || !h.can(1-mostLocations) {
		t.Errorf("%d locations are kept", len(h.locations))
	}
}
