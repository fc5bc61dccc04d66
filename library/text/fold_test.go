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
		"Ꮩ": "Ꮩ", "ꮩ": "Ꮩ", "ᾳ": "α", "й": "и", "҃а҈": "а", "1\uFE0F\u20E3": "1",
		"كِتَاب": "كتاب", "שָׁלוֹם": "שלום", "ܫܠܳܡܳܐ": "ܫܠܡܐ", "फ़िल्म": "फिल्म", "\u095Eिल्म": "फिल्म",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestKeptMarks: words that differ only in marks that are always written are different words.
func TestKeptMarks(t *testing.T) {
	for _, words := range [][]string{
		{"बल", "बाल", "बिल", "बोल", "बेल"}, {"কল", "কাল", "কিল", "কুল"}, {"কড়", "কড"}, {"ਸਰ", "ਸ਼ਰ", "ਸੀਰ"}, {"કલ", "કાલ", "કિલ"},
		{"படி", "பாடி", "பாட"}, {"కల", "కాల", "కీల"}, {"ಕಲ", "ಕಾಲ", "ಕಲೆ"}, {"കല", "കാല", "കലി"}, {"මල", "මාල", "මුල"},
		{"ปา", "ป่า", "ป้า", "ปี", "ปู", "ปุ"}, {"ມາ", "ມ້າ", "ມີ"}, {"កក", "កាក", "កុក"}, {"က", "ကာ", "ကီ", "ကု"}, {"བད", "བོད", "བུད"},
		{"バリ", "パリ", "ハリ"}, {"ދަ", "ދު"},
	} {
		for i, s := range words {
			for _, other := range words[:i] {
				if Fold(s) == Fold(other) || Key(s) == Key(other) {
					t.Errorf("%q is %q, as %q", s, Key(s), other)
				}
			}
		}
	}
	for _, same := range [][]string{
		{"ปู่", "ป\u0E48ู"}, {"น้ำ", "น\u0E49\u0E4Dา"}, {"ড়", "ড\u09BC"}, {"கொ", "க\u0BC6\u0BBE"}, {"ཀཱི", "ཀ\u0F73"}, {"ক\u09BC্", "ক্\u09BC"},
		{"क\u200Dा", "का"},
	} {
		if a, b := same[0], same[1]; Fold(a) != Fold(b) || Key(a) != Key(b) || !finds(a, b) || !finds(b, a) || Spell(a) != Spell(b) {
			t.Errorf("%q is %q, %q is %q", a, Fold(a), b, Fold(b))
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Café", "Straße", "Łódź", "Æsop", "ﬁn ２"} {
		f.Add(s)
	}
	f.Add("A`Z{}\x7f\x00 \t")
	f.Add("ป\u0E48\u200D\u0E39\u0E33 ᾳ\u0E48\u0345\u0E39 ড়\u09CD\u09BC ཀ\u0F73\u0F71 한\u302E")
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
	for s, want := range map[string]string{"": "", "…": "", "???": "", "a\xffb": "ab", "हिन्दी": "हिन्दी", "バリ": "ハ\u3099リ"} {
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
