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

// Noon is the moment these tests stand at.
var Noon = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)

// WrittenBy is a library of books by these authors.
func WrittenBy(authors ...string) *Library {
	s := NewLibrary()
	for i, a := range authors {
		s.Add(fmt.Sprint("Book ", i))
		s.Set(i, func(b *book.Book) { b.Authors, b.Year = []string{a}, 2000+i })
	}
	return s
}

// Facets are the values of the books in the view.
func (s *Library) Facets(t testing.TB) *view.Facets {
	t.Helper()
	f, err := view.FacetsOf(context.Background(), s.View(t), language.English)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Library is books and the maker of their views, as the library has them.
type Library struct {
	Store book.Store
	maker *view.Maker
	Query view.Query
}

// NewLibrary has a book for each title.
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

// Set changes the book in a slot.
func (s *Library) Set(slot int, change func(*book.Book)) {
	b := *s.Store.At(slot)
	change(&b)
	s.Store.Set(slot, &b)
}

// View is the view of the query over all books.
func (s *Library) View(t testing.TB) *view.View {
	t.Helper()
	v, err := s.maker.View(context.Background(), s.Store.Snapshot(), s.Query)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
