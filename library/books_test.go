package library

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// asBooks returns the books of the view by folder and title.
func (s *opened) asBooks() map[string]*book.Book {
	s.t.Helper()
	s.SetEveryFile(false)
	s.settle()
	books := map[string]*book.Book{}
	for i, v := 0, s.View(); i < v.Len(); i++ {
		b := v.At(i)
		key := filepath.Base(b.Folder()) + ": " + b.Title
		if books[key] != nil {
			s.t.Errorf("two books %s", key)
		}
		books[key] = b
	}
	return books
}

// Files become books. Sidecars describe the books, also after sidecars are added, changed
// or removed. The user's edits and grouping win over both.
func TestBooks(t *testing.T) {
	t.Parallel()
	root := tree(t, "Ann Author/First Book/CD 1/1.mp3", "Ann Author/First Book/CD 1/2.mp3", "Ann Author/First Book/CD 2/1.mp3")
	write(t, root+"/Ann Author/Second Book/1.mp3", "Second Book") // its title
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	is := func(when string, want map[string]int) map[string]*book.Book {
		t.Helper()
		got := s.asBooks()
		for key, files := range want {
			if b := got[key]; b == nil || len(b.Files) != files {
				t.Errorf("%s: %s is %+v", when, key, b)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d books", when, len(got))
		}
		return got
	}
	two := map[string]int{"CD 1: First Book": 3, "Second Book: Second Book": 1}
	books := is("at first", two)
	first := books["CD 1: First Book"]
	if first == nil {
		t.FailNow()
	}
	if first.Author() != "Ann Author" || first.Sources[book.Authors] != book.FromFolder || first.State != book.Probed {
		t.Errorf("%+v", first)
	}

	sidecar := filepath.Join(root, "Ann Author/First Book/metadata.json")
	write(t, sidecar, `{"title": "The First", "narrators": ["Ray Reader"], "publishedYear": "1999"}`)
	s.rescan()
	named := map[string]int{"CD 1: The First": 3, "Second Book: Second Book": 1}
	b := is("with a sidecar", named)["CD 1: The First"]
	if b == nil || b.ID != first.ID || b.Narrator() != "Ray Reader" || b.Year != 1999 || b.Sources[book.Narrators] != book.FromMetadata {
		t.Errorf("%+v", b)
	}
	s = s.again(opts)
	is("started again", named)
	check(t, os.Remove(sidecar))
	s.rescan()
	is("without it", two)

	s.editAll([]book.ID{first.ID}, map[string]*string{"title": typed("Mine"), "authors": typed("A One\nB Two")})
	mine := map[string]int{"CD 1: Mine": 3, "Second Book: Second Book": 1}
	if b := is("edited", mine)["CD 1: Mine"]; b == nil || b.Author() != "A One, B Two" || b.Sources[book.Title] != book.FromEdit {
		t.Errorf("%+v", b)
	}
	s = s.again(opts)
	is("edited, started again", mine)
	s.Undo() // does nothing: the commands were those of another session
	is("nothing to undo", mine)

	second := is("before merging", mine)["Second Book: Second Book"]
	s.Group(Merged, first.ID, second.ID)
	is("merged", map[string]int{"CD 1: Mine": 4})
	s = s.again(opts)
	one := is("merged, started again", map[string]int{"CD 1: Mine": 4})["CD 1: Mine"]
	s.Group(Ungrouped, one.ID) // the book of the lowest file
	is("as it was", mine)
	s.Group(Split, first.ID)
	if s.settle(); s.View().Len() != 4 {
		t.Errorf("split into %d books", s.View().Len())
	}
	s.Undo()
	is("undone", mine)
	s.Undo()
	is("merging again", map[string]int{"CD 1: Mine": 4})
}
