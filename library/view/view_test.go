package view

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/book"
)

func TestPrefix(t *testing.T) {
	var store book.Store
	for i, title := range []string{"The Café", "Cave", "Theory", "Zoo", "A Cat", "O’Brien", "The OMalley", "Spider-Man", "J. R. R.: A Life", "'Salem's Lot", "“Marked”"} {
		f := &book.File{Path: "/lib/x"}
		store.Add(&book.Book{ID: book.ID(i + 1), Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: title}})
	}
	v, err := NewMaker(language.Und).View(context.Background(), store.Snapshot(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		from int
		want string
	}{
		{"ca", 0, "The Café"}, {"ca", 1, "A Cat"}, {"CAV", 0, "Cave"}, {"ca", 3, "The Café"}, {"café", 4, "The Café"},
		{"the c", 0, "The Café"}, {"theo", 0, "Theory"}, {"z", 99, "Zoo"}, {"a c", 0, "A Cat"}, {"q", 0, ""}, {"", 0, ""}, {"ca", -5, "The Café"},
		{"o'brien", 0, "O’Brien"}, {"OBrien", 0, "O’Brien"}, {"o’b", 0, "O’Brien"}, {"o'm", 0, "The OMalley"}, {"the o'mal", 0, "The OMalley"},
		{"spiderm", 0, "Spider-Man"}, {"spider m", 0, "Spider-Man"}, {"spider-", 0, "Spider-Man"}, {"jrr", 0, "J. R. R.: A Life"}, {"j.r", 0, "J. R. R.: A Life"},
		{"salem", 0, "'Salem's Lot"}, {"mar", 0, "“Marked”"}, {"'", 0, "'Salem's Lot"}, {"b", 0, ""}, {"man", 0, ""},
	} {
		got := ""
		if row := v.Prefix(c.text, c.from); row >= 0 {
			got = v.At(row).Title
		}
		if got != c.want {
			t.Errorf("Prefix(%q, %d) is %q, want %q", c.text, c.from, got, c.want)
		}
	}
}

func TestSameViewForTheSameQuery(t *testing.T) {
	s := &randomStore{Rand: rand.New(rand.NewPCG(1, 1))}
	s.add(10)
	m := NewMaker(language.Und)
	snapshot := s.store.Snapshot()
	q := Query{Text: "a", Sort: []Order{{ByLength, true}}}
	first, _ := m.View(context.Background(), snapshot, q)
	if again, _ := m.View(context.Background(), snapshot, q); again != first {
		t.Error("a second view was made of the same snapshot and query")
	}
	if _, err := m.View(endAfter(0), snapshot, Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context gives %v", err)
	}
	q.Sort[0].Desc = false // the slice belongs to the caller
	if first.Query.Sort[0].Desc != true {
		t.Error("a view changed with the query it was made for")
	}
}

// TestNewest: of books that were looked at before, those that changed come as they are now,
// also if the query does not find them, and those that are gone as they were.
func TestNewest(t *testing.T) {
	s := new(book.Store)
	var before []*book.Book
	for id := range 5 {
		b := &book.Book{ID: book.ID(id + 1), Meta: book.Meta{Title: "Old"}, Files: []*book.File{{Path: "/a"}}}
		before = append(before, b)
		s.Add(b)
	}
	changed := &book.Book{ID: 2, Meta: book.Meta{Title: "New"}, Files: before[1].Files}
	s.Set(1, changed)
	s.Remove(3)
	v, err := NewMaker(language.Und).View(context.Background(), s.Snapshot(), Query{Text: "old"})
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(before)
	want[1] = changed
	if got := v.Newest(before); !slices.Equal(got, want) || before[1] == changed {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestViewsAreRead reads views on other goroutines while the Maker works, under
// the race detector.
func TestViewsAreRead(t *testing.T) {
	s := &randomStore{Rand: rand.New(rand.NewPCG(1, 1))}
	s.add(600)
	m := NewMaker(language.Und)
	var readers sync.WaitGroup
	defer readers.Wait()
	for range 50 {
		for range 20 {
			s.operate()
		}
		v, err := m.View(context.Background(), s.store.Snapshot(), Query{Sort: []Order{{ByAuthor, false}}})
		if err != nil {
			t.Fatal(err)
		}
		readers.Go(func() {
			for row := range v.Len() {
				if got := v.Index(v.At(row).ID); got != row {
					t.Errorf("row %d is found in %d", row, got)
				}
			}
			v.Prefix("zzz", 0)
		})
	}
}
