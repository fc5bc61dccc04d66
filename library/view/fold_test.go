package view

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Café": "cafe", "cafe\u0301": "cafe", "STRASSE": "strasse", "Straße": "strasse", "ẞ": "ss",
		"Łódź": "lodz", "Ørsted": "orsted", "Æsop": "aesop", "Þór": "thor", "İstanbul": "istanbul", "ırmak": "irmak",
		"O’Neil": "o'neil", "O`Neil": "o'neil", "O´Neil": "o'neil", "“x” «y»": `"x" "y"`, "a–b": "a-b", "ﬁn": "fin",
		"Ｔｗｏ　２": "two 2", "ΣΊΣΥΦΟΣ": "σισυφοσ", "Ёлка": "елка", "soft\u00adhyphen": "softhyphen", "a\xffb": "a\uFFFDb",
		"Ꮩ": "Ꮩ", "ꮩ": "Ꮩ",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range titles {
		f.Add(s)
	}
	f.Add("A`Z{}\x7f\x00 \t")
	f.Add("ŉ ǰ ΐ և ﬃ ⅻ ㎏ ａ´ ̈a \u0345")
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if plain := foldAny(s); folded != plain {
			t.Errorf("Fold(%q) = %q, plainly %q", s, folded, plain)
		}
		if !utf8.ValidString(folded) {
			t.Errorf("Fold(%q) = %q is not UTF-8", s, folded)
		}
		if twice := Fold(folded); twice != folded {
			t.Errorf("Fold(%q) = %q, folded again %q", s, folded, twice)
		}
		if nfd := Fold(norm.NFD.String(s)); utf8.ValidString(s) && nfd != Fold(norm.NFC.String(s)) {
			t.Errorf("%q folds otherwise when taken apart: %q", s, nfd)
		}
	})
}

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
