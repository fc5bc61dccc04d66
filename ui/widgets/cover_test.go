package widgets

import (
	"testing"
)

func TestInitials(t *testing.T) {
	for in, want := range map[string]string{
		"Good Omens": "GO", "The Hobbit": "H", "A": "A", "": "", "1984": "1", "it": "I", "L’Île mystérieuse": "LM", "西游记": "西", "«Дама с собачкой»": "ДС", "…": "",
	} {
		if got := initials(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
