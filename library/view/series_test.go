package view

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
)

// seriesText returns a list as text, a line per line: a heading as "Name", a
// book as "part Title", a gap as "-3" or "-3..5", the rest as "+n".
func seriesText(s *SeriesList) string {
	var lines []string
	for i, l := range s.Lines {
		switch l.Kind {
		case Heading:
			lines = append(lines, s.Sections[l.Section].Name)
		case Entry:
			if s.Line(int(l.Place)) != i {
				lines = append(lines, "a place on another line")
			}
			lines = append(lines, strings.TrimSpace(s.Part(int(l.Place))+" "+s.At(int(l.Place)).Title))
		case Gap:
			if l.First == l.Last {
				lines = append(lines, fmt.Sprintf("-%d", l.First))
			} else {
				lines = append(lines, fmt.Sprintf("-%d..%d", l.First, l.Last))
			}
		default:
			lines = append(lines, fmt.Sprintf("+%d", s.Alone))
		}
	}
	return strings.Join(lines, "; ")
}

// seriesBook parses "Author/Title/Series part/Series part".
func seriesBook(id int, text string) *book.Book {
	fields := strings.Split(text, "/")
	f := &book.File{ID: book.ID(id), Path: path.Join("/b", fields[1], fmt.Sprint(id))}
	b := &book.Book{ID: f.ID, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: fields[1]}, Duration: time.Hour}
	if fields[0] != "" {
		b.Authors = strings.Split(fields[0], "&")
	}
	for _, s := range fields[2:] {
		i := strings.LastIndexByte(s, ' ')
		b.Series = append(b.Series, book.Series{Name: s[:i], Part: strings.ReplaceAll(s[i+1:], "_", "")})
	}
	return b
}

func seriesOf(t testing.TB, v *View) *SeriesList {
	t.Helper()
	s, err := SeriesOf(context.Background(), v, language.English)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSeries(t *testing.T) {
	for _, c := range []struct{ name, query, books, want string }{
		{"parts as numbers", "", "a/Ten/S 10,a/One/S 1,a/Half/S 0.5,a/Two/S 2,a/More/S 1.05",
			"S; 0.5 Half; 1 One; 1.05 More; 2 Two; -3..9; 10 Ten"},
		{"a range before what follows it", "", "a/D/S 4,a/A/S 1-3", "S; 1-3 A; 4 D"},
		{"no number, no part", "", "a/Z/S _,a/B/S _,a/Y/S two,a/A/S 1,a/The Alpha/S _", "S; 1 A; two Y; The Alpha; B; Z"},
		{"one is missing", "", "a/A/S 1,a/B/S 2,a/D/S 4", "S; 1 A; 2 B; -3; 4 D"},
		{"several in a row", "", "a/C/S 3,a/G/S 7", "S; -1..2; 3 C; -4..6; 7 G"},
		{"a book within a gap divides it", "", "a/A/S 1,a/B/S 3.5,a/C/S 6", "S; 1 A; -2..3; 3.5 B; -4..5; 6 C"},
		{"a year is no gap", "", "a/A/S 1,a/B/S 2001", "S; 1 A; 2001 B"},
		{"case and accents", "", "a/A/Épée 1,a/B/epee 2,a/C/Épée 3", "Épée; 1 A; 2 B; 3 C"},
		{"two series", "", "a/A/S 1/T 2,a/B/T 1", "S; 1 A; T; 1 B; 2 A"},
		{"a series twice", "", "a/A/S 1/s 3", "S; 1 A"},
		{"in order of the language", "", "a/A/Zebra 1,a/B/Étude 1,a/C/Book 10 1,a/D/Book 9 1", "Book 9; 1 D; Book 10; 1 C; Étude; 1 B; Zebra; 1 A"},
		{"none", "", "a/A,b/B", ""},
		{"the rest", "", "a/A/S 1,a/B,a/C", "S; 1 A; +2"},
		{"equal parts by title", "", "a/Beta/S 1,a/An Alpha/S 1", "S; 1 An Alpha; 1 Beta"},
		{"a search makes no gaps", "title:b or title:d", "a/Axx/S 1,a/B/S 2,a/D/S 4", "S; 2 B; -3; 4 D"},
		{"but what is missing is missing", "axx", "a/Axx/S 1,a/B/S 2,a/D/S 4", "S; 1 Axx; -3"},
		{"but what is there is not", "axx", "a/Axx/S 1,a/B/S 3,a/D/S 5", "S; 1 Axx; -2; -4"},
		{"two authors, one name", "", "a/A/S 1,a/B/S 2,b/C/S 1,b/D/S 3", "S; 1 A; 2 B; S; 1 C; -2; 3 D"},
		{"many hands", "", "a/A/S 1,b/B/S 2,c/C/S 3", "S; 1 A; 2 B; 3 C"},
		{"an author in common", "", "a/A/S 1,a&b/B/S 2,b/C/S 2", "S; 1 A; 2 B; 2 C"},
		{"an author spelled otherwise", "", "Zoë/A/S 1,zoe/B/S 1", "S; 1 A; 1 B"},
		{"no author", "", "a/A/S 1,/B/S 1,b/C/S 1", "S; 1 A; 1 B; S; 1 C"},
	} {
		var store book.Store
		for i, text := range strings.Split(c.books, ",") {
			store.Add(seriesBook(i+1, text))
		}
		v, err := NewMaker(language.English).View(context.Background(), store.Snapshot(), Query{Text: c.query})
		if err != nil {
			t.Fatal(err)
		}
		s := seriesOf(t, v)
		if got := seriesText(s); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if n := strings.Count(c.want, "; -"); s.Gaps != n {
			t.Errorf("%s: %d gaps, want %d", c.name, s.Gaps, n)
		}
	}
}

func TestSeriesHeadings(t *testing.T) {
	var store book.Store
	for i, text := range []string{"a&b/One/S 1", "A/Two/S 2", "/Three/S 3", "b/Other/T 1", "c/More/T 2", "Zoë/P/U 1", "zoe/Q/U 2"} {
		store.Add(seriesBook(i+1, text))
	}
	for _, slot := range []int{1, 3} {
		estimated := *store.At(slot)
		estimated.Estimated = true
		store.Set(slot, &estimated)
	}
	hidden := *store.At(2)
	hidden.Hidden = true
	store.Set(2, &hidden)
	v, err := NewMaker(language.English).View(context.Background(), store.Snapshot(), Query{Text: "-one"})
	if err != nil {
		t.Fatal(err)
	}
	s := seriesOf(t, v)
	want := []Section{
		{Name: "S", Authors: []string{"A"}, Books: 1, Known: 2, Duration: time.Hour, Estimated: true},
		{Name: "T", Authors: []string{}, Books: 2, Known: 2, Duration: 2 * time.Hour, Estimated: true},
		{Name: "U", Authors: []string{"Zoë"}, Books: 2, Known: 2, Duration: 2 * time.Hour},
	}
	if fmt.Sprintf("%+v", s.Sections) != fmt.Sprintf("%+v", want) {
		t.Errorf("%+v, want %+v", s.Sections, want)
	}
	if p := s.IndexNear(5, 99); p != 2 || s.IndexNear(1, 0) != -1 || s.Prefix("mo", 0) != 2 || s.Row(2) != v.Index(5) {
		t.Errorf("place %d", p)
	}
	var none SeriesList
	if none.Len() != 0 || none.IndexNear(1, 3) != -1 || none.Prefix("a", 0) != -1 || none.Rows() != 0 || !none.Of(nil) {
		t.Error("the zero value has something")
	}
}

// The list equals the reference's list for the same books, in any order of the view.
func TestSeriesAgainstReference(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 9))
		s := &randomStore{Rand: r}
		s.add(1 + r.IntN(200))
		snapshot := s.store.Snapshot()
		q := Query{Text: pickOne(r, []string{"", "", "part", "is:missing", "cafe or épée"}), Hidden: r.IntN(2) == 0,
			Sort: []Order{{Keys()[r.IntN(len(keys))], r.IntN(2) == 0}}}
		v, err := NewMaker(language.English).View(context.Background(), snapshot, q)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := seriesText(seriesOf(t, v)), plainSeries(v); got != want {
			t.Fatalf("seed %d, %+v:\n%s\nwant\n%s", seed, q, got, want)
		}
	}
}

// plainSeries is the reference for seriesText.
func plainSeries(v *View) string {
	inView := map[book.ID]bool{}
	for row := range v.Len() {
		inView[v.At(row).ID] = true
	}
	type named struct {
		*book.Book
		name, part string
	}
	byName := map[string][]named{}
	alone := 0
	for slot := range v.Snapshot().Slots() {
		b := v.Snapshot().At(slot)
		if b == nil || b.Hidden && !inView[b.ID] {
			continue
		}
		seen := map[string]bool{}
		for _, s := range b.Series {
			if fold := Fold(s.Name); s.Name != "" && !seen[fold] {
				seen[fold] = true
				byName[fold] = append(byName[fold], named{b, s.Name, s.Part})
			}
		}
		if len(seen) == 0 && inView[b.ID] {
			alone++
		}
	}
	numbers := func(n named) []float64 {
		if n.part == "1-3" {
			return []float64{1, 2, 3}
		}
		if f, ok := map[string]float64{"0.5": 0.5, "1": 1, "01": 1, "1.05": 1.05, "2": 2, "10": 10, "1,5": 1.5}[n.part]; ok {
			return []float64{f}
		}
		return nil
	}
	shares := func(a, b named) bool { // an author
		for _, x := range a.Authors {
			for _, y := range b.Authors {
				if x != "" && Fold(x) == Fold(y) {
					return true
				}
			}
		}
		return false
	}
	signed := func(n named) bool { return strings.Join(n.Authors, "") != "" }
	least := func(books []named) string {
		return slices.MinFunc(books, func(a, b named) int { return text.CompareNatural(a.Path, b.Path) }).Path
	}
	clash := func(a, b []named) bool { // a part in common
		for _, x := range a {
			for _, y := range b {
				for _, n := range numbers(x) {
					if slices.Contains(numbers(y), n) {
						return true
					}
				}
			}
		}
		return false
	}
	order := func(a, b named) int {
		rank := func(n named) float64 {
			switch {
			case n.part == "":
				return 1e9
			case numbers(n) == nil:
				return 1e8
			default:
				return numbers(n)[0] + float64(len(numbers(n)))/1e6
			}
		}
		if rank(a) != rank(b) {
			if rank(a) < rank(b) {
				return -1
			}
			return 1
		}
		c := newCollation(language.English)
		if by := strings.Compare(titleKey(c, a.Book), titleKey(c, b.Book)); by != 0 {
			return by
		}
		if by := text.CompareNatural(a.Path, b.Path); by != 0 {
			return by
		}
		return int(a.ID) - int(b.ID)
	}
	type section struct {
		name, key, author string
		books             []named // in the view
		missing           []int
	}
	var sections []section
	for _, books := range byName {
		spelled := map[string]int{}
		for _, b := range books {
			spelled[b.name]++
		}
		name := ""
		for s, n := range spelled {
			if n > spelled[name] || n == spelled[name] && s < name {
				name = s
			}
		}
		var groups [][]named
		var unsigned []named
		for _, b := range books {
			if !signed(b) {
				unsigned = append(unsigned, b)
				continue
			}
			joined := []named{b}
			var others [][]named
			for _, c := range groups {
				if slices.ContainsFunc(c, func(x named) bool { return shares(x, b) }) {
					joined = append(joined, c...)
				} else {
					others = append(others, c)
				}
			}
			groups = append(others, joined)
		}
		if len(groups) == 0 {
			groups = [][]named{nil}
		} else {
			slices.SortFunc(groups, func(a, b []named) int {
				if len(a) != len(b) {
					return len(b) - len(a)
				}
				return text.CompareNatural(least(a), least(b))
			})
		}
		main := append(groups[0], unsigned...)
		var apart [][]named
		for _, c := range groups[1:] {
			if clash(main, c) {
				apart = append(apart, c)
			} else {
				main = append(main, c...)
			}
		}
		for _, all := range append(apart, main) {
			s := section{name: name, key: newCollation(language.English).text(name)}
			highest, have := 0, map[int]bool{}
			for _, b := range all {
				for _, n := range numbers(b) {
					if n == float64(int(n)) {
						have[int(n)] = true
						highest = max(highest, int(n))
					}
				}
				if inView[b.ID] {
					s.books = append(s.books, b)
				}
			}
			for n := 1; n < highest; n++ {
				if !have[n] {
					s.missing = append(s.missing, n)
				}
			}
			if len(s.books) > 0 {
				slices.SortFunc(s.books, order)
				s.author = s.books[0].Author()
				sections = append(sections, s)
			}
		}
	}
	slices.SortFunc(sections, func(a, b section) int {
		for _, by := range []int{strings.Compare(a.key, b.key), strings.Compare(a.name, b.name), strings.Compare(a.author, b.author),
			text.CompareNatural(a.books[0].Path, b.books[0].Path)} {
			if by != 0 {
				return by
			}
		}
		return 0
	})
	var lines []string
	for _, s := range sections {
		lines = append(lines, s.name)
		run := func(below float64) {
			from := 0
			for from < len(s.missing) && float64(s.missing[from]) < below {
				to := from
				for to+1 < len(s.missing) && s.missing[to+1] == s.missing[to]+1 && float64(s.missing[to+1]) < below {
					to++
				}
				if from == to {
					lines = append(lines, fmt.Sprintf("-%d", s.missing[from]))
				} else {
					lines = append(lines, fmt.Sprintf("-%d..%d", s.missing[from], s.missing[to]))
				}
				from = to + 1
			}
			s.missing = s.missing[from:]
		}
		for _, b := range s.books {
			if n := numbers(b); n != nil {
				run(n[0])
			} else {
				run(1e9)
			}
			lines = append(lines, strings.TrimSpace(b.part+" "+b.Title))
		}
		run(1e9)
	}
	if len(sections) > 0 && alone > 0 {
		lines = append(lines, fmt.Sprintf("+%d", alone))
	}
	return strings.Join(lines, "; ")
}

func TestSeriesIsCancelled(t *testing.T) {
	var store book.Store
	store.Add(seriesBook(1, "a/A/S 1"))
	v, err := NewMaker(language.Und).View(context.Background(), store.Snapshot(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if s, err := SeriesOf(ctx, v, language.Und); s != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", s, err)
	}
}

// BenchmarkSeries100k lists 100,000 books that are all in series.
func BenchmarkSeries100k(b *testing.B) {
	v := must(b, NewMaker(language.Und), largeStore(100_000).Snapshot(), Query{})
	best(b, func() {
		if _, err := SeriesOf(context.Background(), v, language.Und); err != nil {
			b.Fatal(err)
		}
	})
}
