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
