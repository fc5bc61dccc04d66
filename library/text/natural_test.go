package text_test

import (
	"slices"
	"testing"

	"lectern/library/text"
)

func TestCompare(t *testing.T) {
	for _, names := range [][]string{
		{"/a", "/a/1.mp3", "/a/02.mp3", "/A/3.mp3", "/a/10.mp3", "/a b/1.mp3", "/b"},
		{"", "001", "01", "1", "01a", "1a", "2", "10", "99999999999999999999", "100000000000000000000"},
		{"Ärzte 2", "ärzte 10", "\xc4rzte"},
	} {
		if !slices.IsSortedFunc(names, text.CompareNatural) {
			t.Errorf("%q", names)
		}
	}
}

func sign(n int) int { return min(1, max(-1, n)) }

// FuzzCompare checks that CompareNatural is a total order in which only identical names
// are equal.
func FuzzCompare(f *testing.F) {
	f.Add("/a/2.mp3", "/a/10.mp3", "/a b/1.mp3")
	f.Add("01", "1", "1a")
	f.Add("Part 2.jpg", "part 010.jpg", "\xff\xc4")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if sign(text.CompareNatural(a, b)) != -sign(text.CompareNatural(b, a)) {
			t.Errorf("%q and %q depend on who is asked", a, b)
		}
		if (text.CompareNatural(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q are equal", a, b)
		}
		if text.CompareNatural(a, b) <= 0 && text.CompareNatural(b, c) <= 0 && text.CompareNatural(a, c) > 0 {
			t.Errorf("%q, %q, %q go round", a, b, c)
		}
	})
}
