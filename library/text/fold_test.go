package text

import (
	"strings"
	"sync"
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
		"バリ": "ハ\u3099リ", "ﾊﾞﾘ": "ハ\u3099リ", "パリ": "ハ\u309Aリ", "ハリ": "ハリ",
		"Ꮩ": "Ꮩ", "ꮩ": "Ꮩ",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Café", "Straße", "Łódź", "Æsop", "ﬁn ２"} {
		f.Add(s)
	}
	f.Add("A`Z{}\x7f\x00 \t")
	f.Add("か\u0301\u3099 か゛ ﾊﾟ が")
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

// TestKey: titles and names are equal for grouping and comparing books whenever they
// are equal for the search, because Key is made by Fold.
func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"Straße", "STRASSE", "strasse", "Strasse!"},
		{"Mørk", "Mork", "MØRK"}, {"Cæsar", "Caesar", "CÆSAR"}, {"Łódź", "Lodz", "łódź"}, {"Þórr", "Thorr"},
		{"Œuvre", "oeuvre"}, {"Đorđe", "Dorde"}, {"İstanbul", "Istanbul"}, {"ΣΊΣΥΦΟΣ", "Σίσυφος"}, {"Ёлка", "елка"},
		{"Émma, Book 2", "emma - book 2", "EMMA BOOK ２"}, {"村上 春樹", "村上春樹"},
	} {
		for _, s := range same[1:] {
			if Key(s) != Key(same[0]) {
				t.Errorf("%q is %q, %q is %q", same[0], Key(same[0]), s, Key(s))
			}
		}
	}
	for s, want := range map[string]string{"": "", "…": "", "???": "", "a\xffb": "ab", "हिन्दी": "हिनदी", "バリ": "ハ\u3099リ"} {
		if got := Key(s); got != want {
			t.Errorf("Key(%q) = %q, want %q", s, got, want)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	for b.Loop() {
		Key("Größenwahn – Die Geschichte")
		Key("A Plain Title (Unabridged)")
	}
}

// TestFoldTogether: goroutines fold the same letters for the first time.
func TestFoldTogether(t *testing.T) {
	var letters strings.Builder
	for r := rune(0x1E00); r < 0x2000; r++ {
		letters.WriteRune(r)
	}
	want := foldAny(letters.String())
	var work sync.WaitGroup
	for range 4 {
		work.Go(func() {
			if Fold(letters.String()) != want {
				t.Error("folded otherwise")
			}
		})
	}
	work.Wait()
}
