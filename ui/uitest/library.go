package uitest

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
)

// Noon is the present moment in these tests.
var Noon = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)

// WrittenBy returns a library with a book by each author.
func WrittenBy(authors ...string) *Library {
	s := NewLibrary()
	for i, a := range authors {
		s.Add(fmt.Sprint("Book ", i))
		s.Set(i, func(b *book.Book) { b.Authors, b.Year = []string{a}, 2000+i })
	}
	return s
}

// Facets returns the facets of the view of the query.
func (s *Library) Facets(t testing.TB) *view.Facets {
	t.Helper()
	f, err := view.FacetsOf(context.Background(), s.View(t), language.English)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Values returns the values of all books, with their titles.
func (s *Library) Values(t testing.TB) *view.Facets {
	t.Helper()
	f, err := view.FacetsIn(context.Background(), s.Store.Snapshot(), language.English)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Library holds books and makes views of them, as the real library does.
type Library struct {
	Store book.Store
	maker *view.Maker
	Query view.Query
}

// NewLibrary returns a library with a book for each title.
func NewLibrary(titles ...string) *Library {
	s := &Library{maker: view.NewMaker(language.English)}
	for _, title := range titles {
		s.Add(title)
	}
	return s
}

// Add adds a book with one file.
func (s *Library) Add(title string) {
	id := book.ID(s.Store.Len() + 1)
	f := &book.File{ID: id, Path: filepath.Join("/books", title, title+".mp3"), Size: int64(id) * 1000, State: book.Found}
	s.Store.Add(&book.Book{ID: id, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: title}, Size: f.Size})
}

// Set changes the book in a slot of the store.
func (s *Library) Set(slot int, change func(*book.Book)) {
	b := *s.Store.At(slot)
	change(&b)
	s.Store.Set(slot, &b)
}

// View returns the view of Query over all books.
func (s *Library) View(t testing.TB) *view.View {
	t.Helper()
	v, err := s.maker.View(context.Background(), s.Store.Snapshot(), s.Query)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
