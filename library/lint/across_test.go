package lint_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/lint"
)

// collection is books that have something in common.
type collection []*book.Book

// add adds a book of one file: "folder/name.ext".
func (s *collection) add(path, title, author string, change func(b *book.Book)) {
	b := whole(file(path, nil))
	n := len(*s) + 1
	b.ID, b.Files[0].ID = book.ID(n), book.ID(n)
	b.Title, b.Authors, b.Narrators = title, []string{author}, []string{fmt.Sprint("Reader ", 'a'+rune(n))}
	b.Size += int64(n)
	b.Files[0].Size = b.Size
	b.Duration += time.Duration(n) * time.Minute
	b.Files[0].Media.Duration = b.Duration
	if change != nil {
		change(b)
	}
	*s = append(*s, b)
}

// copyOf gives a book the same bytes as another.
func (s *collection) copyOf(at int) func(b *book.Book) {
	was := (*s)[at]
	return func(b *book.Book) {
		b.Size, b.Duration, b.Files[0].Size, b.Files[0].Media = was.Size, was.Duration, was.Size, was.Files[0].Media
	}
}

// bySize is a fingerprint for tests.
func bySize(f *book.File) string { return fmt.Sprint(f.Size) }

func unknown(*book.File) string { return "" }

func across(t *testing.T, books []*book.Book, print func(*book.File) string) []book.Lint {
	t.Helper()
	found, err := lint.Across(t.Context(), books, print)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]book.Lint, len(books))
	for i, b := range books {
		all[i] = found[b.ID]
		delete(found, b.ID)
	}
	if len(found) > 0 {
		t.Error(found)
	}
	return all
}

func TestOddNames(t *testing.T) {
	for _, c := range []struct {
		names []string
		odd   []bool
	}{
		{[]string{"J.R.R. Tolkien", "J. R. R. Tolkien", "J. R. R. Tolkien"}, []bool{true, false, false}},
		{[]string{"Tolkien, J.R.R.", "J. R. R. Tolkien", "J. R. R. Tolkien"}, []bool{true, false, false}},
		{[]string{"J.R.R. Tolkien", "J. R. R. Tolkien"}, []bool{true, true}},
		{[]string{"John Smith", "Jon Smith", "John Smith"}, []bool{false, false, false}},
		{[]string{"Émile Zola", "Emile Zola", "Emile Zola"}, []bool{true, false, false}},
		{[]string{"JO NESBØ", "Jo Nesbo", "Jo Nesbo"}, []bool{true, false, false}},
		{[]string{"Sammy Davis, Jr.", "Sammy Davis Jr", "Sammy Davis Jr"}, []bool{true, false, false}},
		{[]string{"Ann Lee, MBA", "Ann Lee MBA", "Ann Lee MBA"}, []bool{true, false, false}},
		{[]string{"…", "?", "?"}, []bool{false, false, false}},
		{[]string{"村上春樹", "村上 春樹", "村上 春樹"}, []bool{true, false, false}},
	} {
		for _, narrators := range []bool{false, true} {
			var s collection
			for i, name := range c.names {
				s.add(fmt.Sprintf("%d.mp3", i), fmt.Sprint("Title ", i), name, func(b *book.Book) {
					if narrators {
						b.Authors, b.Narrators = []string{"An Author"}, b.Authors
					}
				})
			}
			for i, got := range across(t, s, unknown) {
				if odd := got == book.OddName; odd != c.odd[i] || got&^book.OddName != 0 {
					t.Errorf("%q of %q: %v", c.names[i], c.names, got)
				}
			}
		}
	}
}

func TestDuplicates(t *testing.T) {
	const exact, likely, formats = book.Duplicate, book.LikelyDuplicate, book.TwoFormats
	part := func(p string) func(b *book.Book) {
		return func(b *book.Book) { b.Series = []book.Series{{Name: "A Series", Part: p}} }
	}
	for _, c := range []struct {
		name  string
		print func(*book.File) string
		fill  func(s *collection)
		want  []book.Lint
	}{
		{"two narrations", bySize, func(s *collection) {
			s.add("a/x.mp3", "Émma", "Austen, Jane", func(b *book.Book) { b.Authors = []string{"Jane Austen"} })
			s.add("b/x.mp3", "Emma (Unabridged)", "Jane Austen", nil)
		}, []book.Lint{likely, likely}},
		{"two authors", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("b/x.mp3", "Emma", "Somebody Else", nil)
		}, []book.Lint{0, 0}},
		{"sequels", bySize, func(s *collection) {
			s.add("a/x.mp3", "Foundation 1", "Isaac Asimov", nil)
			s.add("b/x.mp3", "Foundation 2", "Isaac Asimov", nil)
		}, []book.Lint{0, 0}},
		{"volumes by subtitle", bySize, func(s *collection) {
			s.add("a/x.mp3", "War and Peace", "Leo Tolstoy", func(b *book.Book) { b.Subtitle = "Part 1" })
			s.add("b/x.mp3", "War and Peace", "Leo Tolstoy", func(b *book.Book) { b.Subtitle = "Part Two" })
		}, []book.Lint{0, 0}},
		{"volumes by name", bySize, func(s *collection) {
			s.add("a/War and Peace (1 of 2).mp3", "War and Peace", "Leo Tolstoy", nil)
			s.add("b/War and Peace (2 of 2).mp3", "War and Peace", "Leo Tolstoy", nil)
		}, []book.Lint{0, 0}},
		{"volumes by series", bySize, func(s *collection) {
			s.add("a/x.mp3", "A Series", "N. N.", part("1"))
			s.add("b/x.mp3", "A Series", "N. N.", part("2"))
			s.add("c/x.mp3", "A Series", "N. N.", part("02"))
		}, []book.Lint{0, likely, likely}},
		{"a prequel", bySize, func(s *collection) {
			s.add("a/x.mp3", "A Series", "N. N.", part("0"))
			s.add("b/x.mp3", "A Series", "N. N.", part("1"))
			s.add("c/x.mp3", "A Series", "N. N.", part("00"))
		}, []book.Lint{likely, 0, likely}},
		{"a prequel by subtitle", bySize, func(s *collection) {
			s.add("a/x.mp3", "War and Peace", "Leo Tolstoy", func(b *book.Book) { b.Subtitle = "Part 0" })
			s.add("b/x.mp3", "War and Peace", "Leo Tolstoy", func(b *book.Book) { b.Subtitle = "Part One" })
		}, []book.Lint{0, 0}},
		{"a prequel by name", bySize, func(s *collection) {
			s.add("a/Peace Vol. 0.mp3", "War and Peace", "Leo Tolstoy", nil)
			s.add("b/Peace Vol. 2.mp3", "War and Peace", "Leo Tolstoy", nil)
		}, []book.Lint{0, 0}},
		{"one sound under two titles", bySize, func(s *collection) {
			s.add("a/x.mp3", "The Hobbit", "Tolkien", nil)
			s.add("b/x.mp3", "01 hobbit", "Tolkien", func(b *book.Book) {
				b.Narrators, b.Duration = (*s)[0].Narrators, (*s)[0].Duration+time.Second/2
			})
		}, []book.Lint{likely, likely}},
		{"another length", bySize, func(s *collection) {
			s.add("a/x.mp3", "The Hobbit", "Tolkien", nil)
			s.add("b/x.mp3", "Roverandom", "Tolkien", func(b *book.Book) {
				b.Narrators, b.Duration = (*s)[0].Narrators, (*s)[0].Duration+2*time.Second
			})
		}, []book.Lint{0, 0}},
		{"halves of one length", bySize, func(s *collection) {
			s.add("a/x.mp3", "The Hobbit 1", "Tolkien", nil)
			s.add("b/x.mp3", "The Hobbit 2", "Tolkien", func(b *book.Book) {
				b.Narrators, b.Duration = (*s)[0].Narrators, (*s)[0].Duration
			})
		}, []book.Lint{0, 0}},
		{"a copy", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("b/y.mp3", "Emma", "Jane Austen", s.copyOf(0))
		}, []book.Lint{exact, exact}},
		{"a copy and another narration", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("b/y.mp3", "Emma", "Jane Austen", s.copyOf(0))
			s.add("c/y.mp3", "Emma", "Jane Austen", nil)
		}, []book.Lint{exact | likely, exact | likely, likely}},
		{"equal sizes alone", unknown, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("b/y.mp3", "Persuasion", "Jane Austen", s.copyOf(0))
		}, []book.Lint{0, 0}},
		{"what could not be read", bySize, func(s *collection) {
			for i := range 2 {
				s.add(fmt.Sprintf("%c/x.mp3", 'a'+i), "x", "x", func(b *book.Book) { b.Files[0].Media, b.Authors, b.Size, b.Duration = nil, nil, 9, 0 })
			}
		}, []book.Lint{0, 0}},
		{"a hidden copy, and a missing one", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("b/y.mp3", "Emma", "Jane Austen", s.copyOf(0))
			s.add("c/y.mp3", "Emma", "Jane Austen", s.copyOf(0))
			(*s)[1].Hidden, (*s)[2].State = true, book.Missing
		}, []book.Lint{0, 0, 0}},
		{"a file twice in a book", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			b := (*s)[0]
			twin := *b.Files[0]
			b.Files = append(b.Files, &twin)
			b.Size, b.Duration = 2*b.Size, 2*b.Duration
		}, []book.Lint{exact}},
		{"two formats in a folder", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("a/x.m4b", "Emma", "Jane Austen", nil)
			s.add("b/x.m4b", "Persuasion", "Jane Austen", nil)
		}, []book.Lint{formats, formats, 0}},
		{"two formats in two folders", bySize, func(s *collection) {
			s.add("a/x.mp3", "Emma", "Jane Austen", nil)
			s.add("b/x.m4b", "Emma", "Jane Austen", nil)
		}, []book.Lint{likely, likely}},
		{"too many to say something", bySize, func(s *collection) {
			for i := range 60 {
				s.add(fmt.Sprintf("%c/x.mp3", 'A'+i), "Unknown", "Unknown", nil)
			}
		}, make([]book.Lint, 60)},
	} {
		var s collection
		c.fill(&s)
		if got := across(t, s, c.print); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// library returns n books, among them copies, other narrations and namesakes.
func library(n int, r *rand.Rand) []*book.Book {
	var s collection
	for i := range n {
		first, last := r.IntN(50), r.IntN(n/10+1)
		name := fmt.Sprintf("First%d X. Last%d", first, last)
		if r.IntN(20) == 0 {
			name = fmt.Sprintf("Last%d, First%d X", last, first)
		}
		copied := i > 0 && r.IntN(20) == 0
		s.add(fmt.Sprintf("%d/%d.%s", i/2, i, []string{"mp3", "m4b"}[i%2]), fmt.Sprint("The Title of a Book ", r.IntN(n)), name, func(b *book.Book) {
			b.Narrators = []string{fmt.Sprint("Reader ", r.IntN(n/20+1))}
			if copied {
				was := s[r.IntN(i)]
				b.Meta, b.Size, b.Duration, b.Files[0].Size = was.Meta, was.Size, was.Duration, was.Size
			}
		})
	}
	return s
}

func TestAcrossIgnoresOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		books := library(300, r)
		want, err := lint.Across(t.Context(), books, bySize)
		if err != nil || len(want) == 0 || len(want) == len(books) {
			t.Fatal(len(want), err)
		}
		r.Shuffle(len(books), func(i, j int) { books[i], books[j] = books[j], books[i] })
		if got, _ := lint.Across(t.Context(), books, bySize); !maps.Equal(got, want) {
			t.Fatal(got, want)
		}
	}
}

func TestAcrossIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if found, err := lint.Across(ctx, library(10, rand.New(rand.NewPCG(1, 2))), bySize); found != nil || err != context.Canceled {
		t.Error(found, err)
	}
}

func BenchmarkAcross(b *testing.B) {
	books := library(100_000, rand.New(rand.NewPCG(1, 2)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lint.Across(b.Context(), books, bySize); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	var files []*book.File
	for i := range 20 {
		files = append(files, file(fmt.Sprintf("b/Part %02d.mp3", i+1), func(m *book.Media) { m.Tags.Track = i + 1 }))
	}
	one := whole(files...)
	b.ReportAllocs()
	for b.Loop() {
		lint.Of(one)
	}
}

// The volumes of a work are not copies of each other in any language: the words
// for a volume are the same as in grouping.
func TestVolumesAreNoDuplicates(t *testing.T) {
	for _, c := range [][2]string{
		{"Het Bureau Deel 1", "Het Bureau Deel 2"}, {"Potop tom 1", "Potop tom 2"}, {"Krew elfów część I", "Krew elfów część II"},
		{"Švejk - Kniha 1", "Švejk - Kniha 2"}, {"Utvandrarna Bok 1", "Utvandrarna Bok 2"}, {"Der Turm, Bd. 1", "Der Turm, Bd. 2"},
		{"La Regenta - Tomo 1", "La Regenta - Tomo 2"}, {"Les Misérables Livre I", "Les Misérables Livre II"},
		{"Війна, Книга 1", "Війна, Книга 2"}, {"Hörspiel Folge 1", "Hörspiel Folge 2"}, {"Haiduk Volumen 1", "Haiduk Volumen 2"},
		{"Dune Part Seven", "Dune Part Eight"}, {"Der Turm Teil eins", "Der Turm Teil zwei"}, {"Der Turm 1 von 2", "Der Turm 2 von 2"},
		{"Švejk Díl 1", "Švejk Díl 2"}, {"Tape 1", "Tape 2"},
	} {
		var s collection
		for i, title := range c {
			s.add(fmt.Sprintf("a/%d.mp3", i), "A Work", "An Author", func(b *book.Book) { b.Subtitle = title })
		}
		for i, got := range across(t, s, unknown) {
			if got&(book.LikelyDuplicate|book.Duplicate) != 0 {
				t.Errorf("%q and %q: %v", c[i], c[1-i], got)
			}
		}
	}
}
