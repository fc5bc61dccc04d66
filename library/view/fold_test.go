package view

import (
	"strings"
	"testing"
)

func FuzzBegins(f *testing.F) {
	f.Add("Ångström", "ang")
	f.Add("Shadow", "SHA")
	f.Add("e\u0301a", "e")
	f.Fuzz(func(t *testing.T, title, text string) {
		want := strings.HasPrefix(Fold(title), Fold(text))
		if got := new(folding).begins(title, Fold(text)); got != want {
			t.Errorf("begins(%q, %q) = %v", title, text, got)
		}
	})
}
