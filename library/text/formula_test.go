package text

import "testing"

func TestEscapeFormula(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "Emma": "Emma", "=1": "'=1", "-": "'-", " +1": "' +1", "'=1": "''=1", "'Tis": "'Tis", "\u3000＝1": "'\u3000＝1", "－ good": "'－ good", "\t": "'\t", "ü": "ü", "\xff": "\xff",
	} {
		if got := EscapeFormula(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func FuzzEscapeFormula(f *testing.F) {
	for _, s := range []string{"=1", "''-", "' \u00a0@", "'", "'Tis"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := UnescapeFormula(EscapeFormula(s)); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
	})
}
