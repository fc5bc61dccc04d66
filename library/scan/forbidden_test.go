package scan

import "testing"

func TestForbidden(t *testing.T) {
	for name, want := range map[string]bool{
		"Trailing dot.": true, "Trailing space ": true, `"Quoted".mp3`: true, "What?.mp3": true, "a\nb": true, "a\tb.mp3": true, "C:": true, "a|b": true,
		"St. Ives.mp3": false, ".hidden": false, " leading": false, "Émile Zola": false, "100% #1 & more.m4b": false,
	} {
		if forbidden(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
