package words

import (
	"testing"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                     "plain",
		"two\nlines":                "two lines",
		"tab\there":                 "tab here",
		"caf\xe9":                   "caf\uFFFD",
		"\x1b[31m":                  " [31m",
		"evil\u202e3pm.m4b":         "evil3pm.m4b",
		"\u2067a\u2069\u200f\ufffd": "a\ufffd",
		"one\u2028two":              "one two",
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPrintableCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { Printable("Der Hobbit · 三体 · שלום") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestReason(t *testing.T) {
	for in, want := range map[string]string{"": "Reason unknown", "no room": "No room", "über": "Über"} {
		if got := Reason(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Capital(""); got != "" {
		t.Errorf("nothing: %q", got)
	}
}

func TestBrief(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want string
	}{
		{"", 9, ""},
		{"nine long", 9, "nine long"},
		{"more than nine", 9, "more…nine"},
		{"two\nlines", 9, "two lines"},
		{"日本語の題名です", 8, "日本…す"},
		{"ééééééééé", 9, "ééééééééé"},
	} {
		if got := Brief(c.s, c.most); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.s, c.most, got, c.want)
		}
	}
}
