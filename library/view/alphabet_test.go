package view

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// plainKey returns the collator's own key for the text of a key.
func plainKey(c *collate.Collator, s string) string {
	if len(s) > collateLimit {
		s = strings.ToValidUTF8(s[:collateLimit], "")
	}
	return string(c.Key(new(collate.Buffer), spellNumbers(nil, s)))
}

func checkKeys(t *testing.T, lang language.Tag, ours *collation, plain *collate.Collator, a, b string) {
	t.Helper()
	if got, want := strings.Compare(ours.text(a), ours.text(b)), strings.Compare(plainKey(plain, a), plainKey(plain, b)); got != want {
		t.Errorf("%v: %q and %q compare %d, want %d", lang, a, b, got, want)
	}
}

// TestKeysSortLikeTheCollator checks the alphabet of every language that
// the collator knows.
func TestKeysSortLikeTheCollator(t *testing.T) {
	pieces := strings.Split(" ,.-'·09aAäåæbcCČdDzZžlLjnyhgsSeéfüo\u0301\u030c", "")
	words := strings.Fields("chata Aachen llano lj Dž dzs ccs ggy c'h għ nj rr ŠĆ mañana Æble øl Привет йод 日本 l·l straße ǆ x\u0301 o\u0308")
	for _, lang := range collate.Supported() {
		ours, plain := newCollation(lang), collate.New(lang, collate.Loose)
		r := rand.New(rand.NewPCG(1, 1))
		text := func() string {
			var b strings.Builder
			for range 1 + r.IntN(6) {
				switch r.IntN(4) {
				case 0:
					b.WriteString(pickOne(r, words))
				case 1:
					b.WriteByte(byte(r.IntN(128)))
				default:
					b.WriteString(pickOne(r, pieces))
				}
			}
			return b.String()
		}
		for range 200 {
			a := text()
			checkKeys(t, lang, ours, plain, a, text())
			tail := text()
			checkKeys(t, lang, ours, plain, a+tail, a+text())
			encoded := string(ours.alphabet.encode(nil, []byte(plainKey(plain, a))))
			if got := ours.text(a); got != encoded {
				t.Errorf("%v: the key of %q is %x, by the collator %x", lang, a, got, encoded)
			}
		}
	}
}

// TestKeysOfBrokenText checks the order of text that is not UTF-8, which file
// names can have: a broken sequence before a space, at the end, or within a
// word that sorts as one letter.
func TestKeysOfBrokenText(t *testing.T) {
	texts := []string{
		"\x1f\x88\a\xf2\x1f\xe8|\x8bart 002", "\xe6\xf3\x89\xb5 ", "\xe6\xf3\x89\xb5 a", "\xf3\x89\xb5", "M\xfcller 2", "M\xfc 10",
		"\xff", "\xc3", "\xc3 ", "\xc3 \xa4", "\xe2\x82 10", "ch\xe2\x82 b", "a b", "a", " ",
	}
	for _, lang := range collate.Supported() {
		ours, plain := newCollation(lang), collate.New(lang, collate.Loose)
		for _, a := range texts {
			for _, b := range texts {
				checkKeys(t, lang, ours, plain, a, b)
			}
		}
	}
}

func BenchmarkNewMaker(b *testing.B) {
	for b.Loop() {
		NewMaker(language.German)
	}
}

func FuzzKeys(f *testing.F) {
	for i, s := range titles {
		f.Add(s, titles[len(titles)-1-i])
	}
	languages := []language.Tag{language.Und, language.English, language.German, language.Swedish, language.Czech, language.Danish}
	ours, plain := make([]*collation, len(languages)), make([]*collate.Collator, len(languages))
	for i, lang := range languages {
		ours[i], plain[i] = newCollation(lang), collate.New(lang, collate.Loose)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for i, lang := range languages {
			checkKeys(t, lang, ours[i], plain[i], a, b)
		}
	})
}
