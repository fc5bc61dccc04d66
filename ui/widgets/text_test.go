package widgets

import (
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"

	"lectern/ui/uitest"
	"lectern/ui/words"
)

func TestEllipsis(t *testing.T) {
	for _, c := range []struct {
		s    string
		room float32
		want string
	}{
		{"", 0, ""},
		{"fits", 40, "fits"},
		{"too long", 50, "too…"}, // without a blank before the ellipsis
		{"toolong", 50, "tool…"},
		{"日本語の題名", 40, "日本語…"},
		{"x", 5, ""},
	} {
		if got := Ellipsis(c.s, c.room, uitest.Wide); got != c.want {
			t.Errorf("%q in %v: %q, want %q", c.s, c.room, got, c.want)
		}
	}
}

// TestSearchNear: it finds what sort.Search finds, from any place, and soon if that place is
// near.
func TestSearchNear(t *testing.T) {
	for n := range 40 {
		for answer := range n + 1 {
			for near := -3; near < n+3; near++ {
				tries := 0
				got := searchNear(n, near, func(i int) bool {
					if i < 0 || i >= n {
						t.Fatalf("asks for %d of %d", i, n)
					}
					tries++
					return i >= answer
				})
				if got != answer || tries > 12 || near >= 0 && near < n && max(near-answer, answer-near) < 2 && tries > 4 {
					t.Fatalf("%d of %d from %d: %d after %d tries", answer, n, near, got, tries)
				}
			}
		}
	}
}

func TestEllipsisFitsAndIsTheLongest(t *testing.T) {
	if err := quick.Check(func(s string, room uint16) bool {
		s = words.Printable(s)
		got := Ellipsis(s, float32(room), uitest.Wide)
		if !utf8.ValidString(got) || uitest.Wide(got) > float32(room) {
			return false
		}
		cut, shortened := strings.CutSuffix(got, "…")
		return got == s || got == "" || shortened && strings.HasPrefix(s, cut)
	}, nil); err != nil {
		t.Error(err)
	}
}

// TestDiffering: what tells a text from its neighbours stays in sight.
func TestDiffering(t *testing.T) {
	for _, c := range []struct {
		s, beside string
		room      float32 // in letters
		want      string
	}{
		{"The Adventures of Tom Sawyer_001.mp3", "The Adventures of Tom Sawyer_002.mp3", 28, "The Adventure…Sawyer_001.mp3"},
		{"The Adventures of Tom Sawyer_001.mp3", "The Adventures of Tom Sawyer_002.mp3", 36, "The Adventures of Tom Sawyer_001.mp3"},
		{"The Adventures of Tom Sawyer_001.mp3", "The Adventures of Tom Sawyer_002.mp3", 16, "T…Sawyer_001.mp3"},
		{"The Adventures of Tom Sawyer - Part 1", "The Adventures of Tom Sawyer - Part 2", 28, "The Adventures of Tom…Part 1"},
		{"The Story of a Long Friendship_001.mp3", "The Story of a Long Friendship_002.mp3", 32, "The Story of…Friendship_001.mp3"},
		{"The Adventures of Tom Sawyer_001.mp3", "The Adventures of Tom Sawyer_002.mp3", 11, "…Sawyer_00…"},
		{"A Long Author - A Long Book - 03 - The Long Way to the Sea.mp3", "A Long Author - A Long Book - 04 - Home.mp3", 24, "…Book - 03 - The Long W…"},
		{"Chapter 12: The Long Way to the Sea", "Chapter 13: Home", 24, "Chapter 12: The Long Wa…"},
		{"The Long Way to the Sea", "Home", 10, "The Long…"},
		{"TheAdventuresOfTomSawyerA.mp3", "TheAdventuresOfTomSawyerB.mp3", 15, "TheAdvent…A.mp3"},
		{"twice.mp3", "twice.mp3", 5, "twic…"},
	} {
		if got := Differing(c.s, Same(c.s, c.beside), c.room*10, uitest.Wide); got != c.want {
			t.Errorf("%q beside %q: %q, want %q", c.s, c.beside, got, c.want)
		}
	}
	for _, c := range []struct {
		s, other string
		want     string
	}{
		{"A Part One", "A Part Only", "A "}, {"an x_001", "an x_002", "an "}, {"an x_001", "an x_", "an "}, {"Part 1", "Part 2", ""}, {"日本語1", "日本人", ""}, {"", "x", ""}, {"x", "", ""},
	} {
		if got := c.s[:Same(c.s, c.other)]; got != c.want {
			t.Errorf("%q and %q share %q, want %q", c.s, c.other, got, c.want)
		}
	}
	if err := quick.Check(func(s, other string, room uint16) bool {
		s, other = words.Printable(s), words.Printable(other)
		got := Differing(s+other, Same(s+other, s+"x"), float32(room), uitest.Wide)
		return utf8.ValidString(got) && uitest.Wide(got) <= float32(room)
	}, nil); err != nil {
		t.Error(err)
	}
}
