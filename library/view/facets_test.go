package view

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
)

// TestValuesOfAllBooks: unlike the values in a view, the values of all books have the
// titles, the times at which the books were added, and the number of those in progress.
func TestValuesOfAllBooks(t *testing.T) {
	var store book.Store
	now := time.Date(2024, 5, 31, 12, 0, 0, 0, time.UTC)
	for i, b := range []book.Book{{Meta: book.Meta{Title: "Émile"}}, {Meta: book.Meta{Title: "Emile"}}, {Meta: book.Meta{Title: "Wood"}}, {Hidden: true, Meta: book.Meta{Title: "Zoo"}}} {
		b.Added = now.AddDate(0, 0, -10*i).UnixNano()
		b.Listening = []*book.Listening{{Played: 1}, {Played: 1, Finished: 2}, nil, {Played: 1}}[i]
		store.Add(&b)
	}
	f, err := FacetsIn(context.Background(), store.Snapshot(), language.Und)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Facet{{"Emile", 2}, {"Wood", 1}}; !slices.Equal(f.Titles, want) {
		t.Errorf("titles %v, want %v", f.Titles, want)
	}
	for hidden, want := range map[bool]int{false: 1, true: 2} {
		if got := f.Started(hidden); got != want {
			t.Errorf("%d books in progress, want %d; with hidden ones: %v", got, want, hidden)
		}
	}
	for days, want := range map[int][2]int{30: {3, 4}, 10: {2, 2}, 0: {1, 1}, -1: {0, 0}} {
		since := now.AddDate(0, 0, -days)
		if got := [2]int{f.AddedSince(since, false), f.AddedSince(since, true)}; got != want {
			t.Errorf("%d books in %d days, without and with hidden ones, want %d", got, days, want)
		}
	}
}

// Each facet counts exactly the books that its query finds within the search,
// and every value is in a facet.
func TestFacetsCountWhatTheirQueriesFind(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	s := &randomStore{Rand: r}
	s.add(300)
	snapshot := s.store.Snapshot()
	for _, text := range []string{"", "part or cafe", "is:missing", "-is:held no:narrator"} {
		v, err := NewMaker(language.Und).View(context.Background(), snapshot, Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		f, err := FacetsOf(context.Background(), v, language.Und)
		if err != nil {
			t.Fatal(err)
		}
		c := newCollation(language.Und)
		for _, field := range []Field{Author, Narrator, InSeries, Genre, Tag, Year, Publisher, Language, Codec, Is} {
			list := f.Of(field)
			if len(list) == 0 && (text != "-is:held no:narrator" || field != Narrator) {
				t.Errorf("%q: no %v", text, field)
			}
			sorted := func(value string) string { return value }
			if field == Author || field == Narrator {
				sorted = byLastName
			}
			if field != Is && !slices.IsSortedFunc(list, func(a, b Facet) int { return strings.Compare(c.text(sorted(a.Text)), c.text(sorted(b.Text))) }) {
				t.Errorf("%q: %v out of order: %v", text, field, list)
			}
			seen := map[string]bool{}
			for _, facet := range list {
				both := facet.Query(field)
				if text != "" {
					both = "(" + text + ") " + both
				}
				if n := len(plainView(snapshot, Query{Text: both})); n != facet.Books {
					t.Errorf("%q: %d books in the facet, %d found", both, facet.Books, n)
				}
				if seen[Fold(facet.Text)] {
					t.Errorf("%q twice", facet.Text)
				}
				seen[Fold(facet.Text)] = true
			}
			for row := range v.Len() {
				for _, s := range valuesIn(field, v.At(row)) {
					if s != "" && !seen[Fold(s)] {
						t.Errorf("%q is in no facet", s)
					}
				}
			}
		}
	}
}

// valuesIn returns the values of a book that are in facets.
func valuesIn(field Field, b *book.Book) (values []string) {
	switch field {
	case Author:
		return b.Authors
	case Narrator:
		return b.Narrators
	case Genre:
		return b.Genres
	case Tag:
		return b.Values(book.OwnTags)
	case Publisher:
		return []string{b.Publisher}
	case Codec:
		return []string{b.Codec}
	case Year:
		if b.Year != 0 {
			values = append(values, strconv.Itoa(b.Year))
		}
	case Is:
		if b.State == book.Missing {
			values = append(values, "missing")
		}
		if isFaulty(b) {
			values = append(values, "faulty")
		}
		for l := range b.Lint.Each {
			values = append(values, l.Word())
		}
	}
	return values
}

func TestFacetsEmptyAndCancelled(t *testing.T) {
	var store book.Store
	f, err := FacetsIn(context.Background(), store.Snapshot(), language.Und)
	if err != nil || !reflect.DeepEqual(f, &Facets{Authors: []Facet{}, Narrators: []Facet{}, Series: []Facet{}, Genres: []Facet{}, Tags: []Facet{},
		Publishers: []Facet{}, Languages: []Facet{}, Codecs: []Facet{}, Titles: []Facet{}}) {
		t.Errorf("%+v, %v", f, err)
	}
	store.Add(randomBook(rand.New(rand.NewPCG(1, 1)), 1))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if f, err := FacetsIn(ctx, store.Snapshot(), language.Und); f != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestGaps(t *testing.T) {
	for _, c := range []struct{ parts, want string }{
		{"1 2 4", "3"}, {"4 2 1", "3"}, {"1 2 3", ""}, {"", ""}, {"2", "1"}, {"3 4", "1 2"}, {"0 1", ""}, {"0.5 1 2", ""},
		{"1 2.5 3", "2"}, {"1 1.05 2", ""}, {"1-3 5", "4"}, {"1 1 3", "2"}, {"1 2001", ""}, {"1 one 2", ""}, {"01 03", "2"}, {"7 10 9", "1 2 3 4 5 6 8"},
		{"15 17", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 16"}, {"1 22", "2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"}, {"1 23", ""},
		{"-1 1", ""}, {"1-900000000 2", "1"},
	} {
		var extents []extent
		for part := range strings.FieldsSeq(c.parts) {
			extents = append(extents, extentOf(part))
		}
		if got := strings.Trim(fmt.Sprint(gaps(extents)), "[]"); got != c.want {
			t.Errorf("gaps of %s: %s, want %s", c.parts, got, c.want)
		}
	}
}

func TestComplete(t *testing.T) {
	values := &Facets{
		Authors:   []Facet{{"Ann Leckie", 3}, {"Anna Émile", 5}, {"J.R.R. Tolkien", 9}, {"or", 1}, {"Edna O’Brien", 2}, {"Kate OBrien", 1}, {"Jean-Luc Picard", 1}},
		Series:    []Facet{{"Annals", 2}},
		Years:     []Facet{{"1999", 1}, {"2001", 2}},
		Titles:    []Facet{{"The Wood", 1}, {"Wood One", 1}, {"Wood Two", 2}, {"Old Wood", 1}, {"New Wood", 1}},
		Narrators: []Facet{{"Elijah Wood", 1}},
	}
	for _, c := range []struct{ text, want string }{ // | is the cursor; each result has the cursor at its end
		{"au|", "author:"},
		{"x AU| y", "x author: y"},
		{"-nar|", "-narrator:"},
		{"ann|", `author:="Anna Émile" ;author:="Ann Leckie" ;series:=Annals `},
		{"author:|", `author:="J.R.R. Tolkien" ;author:="Anna Émile" ;author:="Ann Leckie" ;author:="Edna O’Brien" ;author:=or ;author:="Kate OBrien" ;author:="Jean-Luc Picard" `},
		{"author:obri|", `author:="Edna O’Brien" ;author:="Kate OBrien" `}, {"author:o'bri|", `author:="Edna O’Brien" ;author:="Kate OBrien" `}, {"author:O’Bri|", `author:="Edna O’Brien" ;author:="Kate OBrien" `},
		{"author:jeanl|", `author:="Jean-Luc Picard" `}, {"author:luc|", `author:="Jean-Luc Picard" `},
		{"author:jrr|", `author:="J.R.R. Tolkien" `},
		{"j. r|", "j. rating:"}, {`"j. r. r|`, `author:="J.R.R. Tolkien" `},
		{"author:tol| x", `author:="J.R.R. Tolkien"  x`},
		{`author:"em|`, `author:="Anna Émile" `},
		{"(-author:lec|)", `(-author:="Ann Leckie" )`},
		{"year:2|", "year:2001 "},
		{"is:m|", "is:missing ;is:mixed ;is:misnamed "},
		{"-is:o|", "-is:offline ;-is:oddname "},
		{"no:c|", "no:cover ;no:chapters ;no:contributor "},
		{"wood|", `title:="Wood Two" ;title:="Wood One" ;title:="The Wood" ;title:="Old Wood" ;narrator:="Elijah Wood" `},
		{"title:wood|", `title:="Wood Two" ;title:="Wood One" ;title:="The Wood" ;title:="Old Wood" ;title:="New Wood" `},
		{"length:>|", ""}, {"|", ""}, {"a |", ""}, {"zz|", ""}, {"foo:|", ""}, {"(|", ""},
	} {
		before, after, _ := strings.Cut(c.text, "|")
		text := before + after
		var got []string
		for _, x := range Complete(text, len([]rune(before)), values) {
			runes := []rune(text)
			got = append(got, string(runes[:x.Start])+x.Insert+string(runes[x.End:]))
		}
		if s := strings.Join(got, ";"); s != c.want {
			t.Errorf("%s becomes %s, want %s", c.text, s, c.want)
		}
	}
	if got := Complete("ann", 9, nil); got != nil {
		t.Errorf("a cursor outside of the text: %v", got)
	}
}

// TestMostFrequentComplete: of many values the list has those in the most books, and of
// equally frequent ones the first.
func TestMostFrequentComplete(t *testing.T) {
	values := &Facets{}
	for i := range 40 {
		values.Authors = append(values.Authors, Facet{fmt.Sprintf("Ann %02d", i), 1 + i%20})
		values.Narrators = append(values.Narrators, Facet{fmt.Sprintf("Lee Ann %02d", i), 99})
	}
	var got []string
	for _, c := range Complete("author:ann", 10, values) {
		got = append(got, strings.TrimPrefix(c.Text, "Ann "))
	}
	if s := strings.Join(got, " "); s != "19 39 18 38 17 37 16 36 15 35 14 34" {
		t.Errorf("author:ann offers %s", s)
	}
	for _, c := range Complete("ann", 3, values) {
		if c.Field != Author {
			t.Errorf("ann offers %s %s before authors", c.Field, c.Text)
		}
	}
}

func TestCompletionsSayWhatMatches(t *testing.T) {
	values := &Facets{Authors: []Facet{{"Anna Émile", 5}, {"Émile Straße", 1}, {"Edna O’Brien", 1}, {"Kate OBrien", 1}, {"Jörg Müller", 1}, {"Ute Mueller", 1}}}
	for text, want := range map[string]string{
		"author:EMI":     "Anna |Émi|le;|Émi|le Straße",
		"author:obr":     "Edna |O’Br|ien;Kate |OBr|ien",
		"author:o'br":    "Edna |O’Br|ien;Kate |OBr|ien",
		"author:strass":  "Émile |Straß|e",
		`author:"anna e`: "|Anna É|mile",
		"author:":        "||Émile Straße;||Anna Émile;||Edna O’Brien;||Kate OBrien;||Jörg Müller;||Ute Mueller",
		"author:muel":    "Jörg |Mül|ler;Ute |Muel|ler",
		"author:MÜL":     "Jörg |Mül|ler;Ute |Muel|ler",
		"author:mull":    "Jörg |Müll|er",
		"author:joerg":   "|Jörg| Müller",
		"nar":            "|nar|rator:",
	} {
		var got []string
		for _, c := range Complete(text, len([]rune(text)), values) {
			got = append(got, c.Text[:c.From]+"|"+c.Text[c.From:c.To]+"|"+c.Text[c.To:])
		}
		slices.Sort(got)
		all := strings.Split(want, ";")
		slices.Sort(all)
		if !slices.Equal(got, all) {
			t.Errorf("%s: %q, want %q", text, got, all)
		}
	}
}

func FuzzComplete(f *testing.F) {
	values := &Facets{Authors: []Facet{{`An "odd" (one)`, 3}}}
	f.Add(`author:"an o`, 8)
	f.Add("-(is:m", 6)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		n := len([]rune(text))
		for _, c := range Complete(text, cursor, values) {
			if c.Start < 0 || c.Start > cursor || c.End < cursor || c.End > n || c.Insert == "" {
				t.Fatalf("%q at %d: %+v", text, cursor, c)
			}
			if c.From < 0 || c.To < c.From || c.To > len(c.Text) {
				t.Fatalf("%q at %d: %+v", text, cursor, c)
			}
			if _, err := Parse(c.Insert); err != nil && !strings.HasSuffix(c.Insert, ":") {
				t.Fatalf("%q: %v", c.Insert, err)
			}
		}
	})
}

func BenchmarkFacets100k(b *testing.B) {
	v := must(b, NewMaker(language.Und), largeStore(100_000).Snapshot(), Query{})
	best(b, func() {
		if _, err := FacetsOf(context.Background(), v, language.Und); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkComplete100k types a letter and a word. Each value is in one book, and most of them
// have a sign that the search ignores.
func BenchmarkComplete100k(b *testing.B) {
	books := new(book.Store)
	for i := range 100_000 {
		books.Add(&book.Book{Meta: book.Meta{
			Title:     fmt.Sprintf("The Shadow’s Wind: A Tale, Part %d", i),
			Authors:   []string{fmt.Sprintf("J. R. Writer-Smith %d", i)},
			Narrators: []string{fmt.Sprintf("Zoë Reader %d", i)},
			Series:    []book.Series{{Name: fmt.Sprintf("Chronicles of the North %d", i)}},
		}})
	}
	values, err := FacetsIn(context.Background(), books.Snapshot(), language.Und)
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"t", "wri", "author:", "title:tale"} {
		b.Run(text, func(b *testing.B) {
			best(b, func() { Complete(text, len(text), values) })
		})
	}
}
