package view

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

func TestTitlesSortNaturally(t *testing.T) {
	want := []string{
		"“1984”", "An Abacus", "The Æneid", "Café", "A Dog", "Part 0 z", "Part 0.5", "Part 1 a", "part 002", "Part 10",
		"Part 123456789012", "The", "Zoo", "Война", "日本",
	}
	got := slices.Clone(want)
	c := newCollation(language.Und)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		r.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, func(a, b string) int { return strings.Compare(titleKey(c, titled(a)), titleKey(c, titled(b))) })
		if !slices.Equal(got, want) {
			t.Fatalf("sorted %q", got)
		}
	}
}

func titled(s string) *book.Book { return &book.Book{Meta: book.Meta{Title: s}} }

func titleKey(c *collation, b *book.Book) string { return string(c.title(b)) }

func TestLanguageOrdersLetters(t *testing.T) {
	german, swedish := newCollation(language.German), newCollation(language.Swedish)
	if german.text("Ärzte") > german.text("Zebra") || swedish.text("Ärzte") < swedish.text("Zebra") {
		t.Error("Ä stands before Z in German and after it in Swedish")
	}
}

func FuzzSpellNumbers(f *testing.F) {
	f.Add("Part 10", "Part 9")
	f.Add("0", "")
	f.Add("999999999", "0001000000000")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = "x"+onlyDigits(a), "x"+onlyDigits(b)
		got := strings.Compare(string(spellNumbers(nil, a)), string(spellNumbers(nil, b)))
		if want := sign(text.CompareNatural(strings.TrimLeft(a[1:], "0"), strings.TrimLeft(b[1:], "0"))); len(a) > 1 && len(b) > 1 && got != want {
			t.Errorf("%q and %q compare %d, want %d", a, b, got, want)
		}
	})
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func sign(n int) int { return cmp.Compare(n, 0) }

func TestLongTitlesHaveBoundedKeys(t *testing.T) {
	c := newCollation(language.Und)
	long := strings.Repeat("é1", 1<<16)
	if n, limit := len(titleKey(c, titled(long))), 3*collateLimit; n > limit {
		t.Errorf("a key of %d bytes, more than %d", n, limit)
	}
	if titleKey(c, titled(long)) <= titleKey(c, titled("é")) {
		t.Error("a long title comes before its beginning")
	}
}

func TestNoKeySortsByFoldedTexts(t *testing.T) {
	for _, k := range keys {
		for _, by := range k.by {
			if by.lexicon != noLexicon && isFolded(by.lexicon) {
				t.Errorf("the key %s sorts by folded texts: add a lexicon of its own in keys.go", k.name)
			}
		}
	}
}

func FuzzSortWeighed(f *testing.F) {
	bytes := make([]byte, 8*300)
	rand.NewChaCha8([32]byte{1}).Read(bytes)
	f.Add(bytes, uint8(7))
	f.Add(bytes, uint8(1))
	f.Add([]byte("some weights of a few bytes each, and some more"), uint8(3))
	f.Fuzz(func(t *testing.T, data []byte, width uint8) {
		n := int(width%8) + 1
		var rows []weighed
		for len(data) >= n {
			var w [8]byte
			copy(w[8-n:], data[:n])
			rows = append(rows, weighed{binary.BigEndian.Uint64(w[:]) << (width >> 3), int32(len(rows))})
			data = data[n:]
		}
		want := slices.Clone(rows)
		slices.SortStableFunc(want, func(a, b weighed) int { return cmp.Compare(a.weight, b.weight) })
		if len(rows) == 0 {
			return
		}
		if got, _ := sortWeighed(rows, make([]weighed, len(rows))); !slices.Equal(got, want) {
			t.Errorf("sorted %v, want %v", got, want)
		}
	})
}
