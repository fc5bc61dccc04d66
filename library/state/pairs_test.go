package state

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// slowPairs is pairsOf as its comment says it, by comparing each row with each.
func slowPairs(old, now []*Row) (pairs []Pair) {
	old, now = slices.Clone(old), slices.Clone(now)
	for {
		var found []Pair
		for _, o := range old {
			match, most, tied := (*Row)(nil), -1, false
			for _, r := range now {
				if !r.after(o) || !alike(o, r) {
					continue
				}
				if n := kinship(o, r); n >= most {
					match, most, tied = r, n, n == most
				}
			}
			if match == nil || tied {
				continue
			}
			if !slices.ContainsFunc(old, func(r *Row) bool {
				return r != o && alike(r, match) && !r.yields(o) && (o.yields(r) || kinship(r, match) >= most)
			}) {
				found = append(found, Pair{o, match})
			}
		}
		if len(found) == 0 {
			return pairs
		}
		pairs = append(pairs, found...)
		old = slices.DeleteFunc(old, func(r *Row) bool { return slices.ContainsFunc(found, func(p Pair) bool { return p.Old == r }) })
		now = slices.DeleteFunc(now, func(r *Row) bool { return slices.ContainsFunc(found, func(p Pair) bool { return p.Now == r }) })
	}
}

// kinship counts the names that the paths of two rows share at their beginnings and at
// their ends.
func kinship(a, b *Row) (n int) {
	x, y := strings.Split(a.File.Path, string(filepath.Separator)), strings.Split(b.File.Path, string(filepath.Separator))
	for len(x) > 1 && len(y) > 1 && x[0] == y[0] {
		x, y, n = x[1:], y[1:], n+1
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y, n = x[:len(x)-1], y[:len(y)-1], n+1
	}
	return n
}

// TestPairsOfRandomRows compares pairsOf with its slow form.
func TestPairsOfRandomRows(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	row := func(id book.ID, now bool) *Row {
		names := []string{"", "books"}
		for range dice.IntN(4) {
			names = append(names, string(rune('a'+dice.IntN(3))))
		}
		r := &Row{File: &book.File{ID: id, Path: strings.Join(append(names, string(rune('x'+dice.IntN(2)))), "/"), Modified: int64(dice.IntN(2)), Media: book.Pack(&book.Media{Codec: string(rune('A' + dice.IntN(2)))})}}
		if dice.IntN(3) > 0 {
			r.Fingerprint = string(rune('0' + dice.IntN(2)))
		}
		r.FirstScan = int32(dice.IntN(3))
		r.late, r.Fresh = dice.IntN(4) == 0, now || dice.IntN(2) == 0
		return r
	}
	some := 0
	for try := range 3000 {
		var old, now []*Row
		for range dice.IntN(8) {
			old = append(old, row(book.ID(len(old)+1), false))
		}
		for range dice.IntN(8) {
			now = append(now, row(book.ID(len(old)+len(now)+1-dice.IntN(2)), true))
		}
		want := slowPairs(old, now)
		some += len(want)
		if got := pairsOf(old, now, byContent); !slices.Equal(got, want) {
			t.Fatalf("try %d: %v, want %v", try, got, want)
		}
	}
	if some < 1000 {
		t.Errorf("only %d pairs", some)
	}
}

// TestPairsOfThousandsOfEqualFiles: the time grows with the number of rows, not with its
// square.
func TestPairsOfThousandsOfEqualFiles(t *testing.T) {
	const rows = 5000
	var old, now []*Row
	for i := range book.ID(rows) {
		path := fmt.Sprintf("/books/%s/Author %d/Book %d/credits.mp3", "%s", i/100, i)
		old = append(old, &Row{Fingerprint: "same", File: &book.File{ID: i + 1, Path: fmt.Sprintf(path, "old")}})
		now = append(now, &Row{Fingerprint: "same", File: &book.File{ID: rows + i + 1, Path: fmt.Sprintf(path, "new")}, FirstScan: 2})
	}
	var pairs []Pair
	if took := cputime.Of(func() { pairs = pairsOf(old, now, byContent) }); took > 10*time.Second { // about a quarter of a second
		t.Errorf("took %v", took)
	}
	if len(pairs) != rows || pairs[7] != (Pair{old[7], now[7]}) {
		t.Errorf("%d pairs", len(pairs))
	}
	for _, r := range now { // nothing tells them apart
		r.File.Path = strings.Replace(r.File.Path, "Book", "Other", 1)
	}
	if pairs := pairsOf(old, now, byContent); len(pairs) != 0 {
		t.Errorf("%d pairs of rows that are all alike", len(pairs))
	}
}

// TestPairsOfDeepPaths: a folder was copied into itself until its paths were as long as the
// system takes. Then it is renamed.
func TestPairsOfDeepPaths(t *testing.T) {
	const rows = 260
	var old, now []*Row
	path := ""
	for i := range book.ID(rows) {
		path += "/Book 6.3/C2288"
		old = append(old, &Row{Fingerprint: "same", File: &book.File{ID: i + 1, Path: "/books/Author 6" + path + "/a.mp3"}})
		now = append(now, &Row{Fingerprint: "same", File: &book.File{ID: rows + i + 1, Path: "/books/Author Z" + path + "/a.mp3"}, FirstScan: 2})
	}
	var pairs []Pair
	if took := cputime.Of(func() { pairs = pairsOf(old, now, byContent) }); took > 10*time.Second { // about a tenth of a second
		t.Errorf("took %v", took)
	}
	if len(pairs) != rows || !slices.Contains(pairs, Pair{old[100], now[100]}) {
		t.Errorf("%d pairs", len(pairs))
	}
}
