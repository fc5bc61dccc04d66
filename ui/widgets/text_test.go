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
