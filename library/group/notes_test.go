package group_test

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestGenresBesideABook: genres in a sidecar are divided as those in tags, unless Lectern wrote
// it.
func TestGenresBesideABook(t *testing.T) {
	for _, c := range []struct {
		genres []string
		exact  bool
		want   []string
	}{
		{[]string{"Fantasy"}, false, []string{"Fantasy"}},
		{[]string{"Fantasy/Adventure", "fantasy"}, false, []string{"Fantasy", "Adventure"}},
		{[]string{"Fiction / Science Fiction; Humour"}, false, []string{"Fiction", "Science Fiction", "Humour"}},
		{[]string{"Mystery, Thriller & Suspense", "R&B"}, false, []string{"Mystery, Thriller & Suspense", "R&B"}},
		{[]string{"Fantasy/Adventure", "fantasy"}, true, []string{"Fantasy/Adventure", "fantasy"}},
	} {
		in := folderOf("A/T", part(1, "A/T/1.mp3", nil))
		in.Notes = &book.Notes{Folder: "/b/A/T", Meta: book.Meta{Genres: c.genres}}
		in.Notes.From[book.Genres] = book.FromMetadata
		in.Notes.SetExact(book.Genres, c.exact)
		if b := group.Books(in)[0]; !slices.Equal(b.Genres, c.want) || b.Sources[book.Genres] != book.FromMetadata {
			t.Errorf("%q: %q", c.genres, b.Genres)
		}
	}
}
