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

// TestDecomposedNames: a name whose accents macOS decomposed is the same name in a sidecar or
// a cue sheet.
func TestDecomposedNames(t *testing.T) {
	const composed, decomposed = "Caf\u00e9", "Cafe\u0301"
	for _, names := range [][2]string{{composed, decomposed}, {decomposed, composed}} {
		in := folderOf("A", part(1, "A/"+names[0]+".m4b", nil), part(2, "A/Fen.m4b", nil))
		in.Notes = &book.Notes{
			Folder: in.Folder, Cues: []book.Cue{{File: names[1] + ".wav", Chapters: []book.Chapter{{Title: "One"}, {Title: "Two", Start: 10}}}},
			Named: []book.Notes{{Folder: in.Folder, Stem: names[1], Meta: book.Meta{Publisher: "Reed"}, From: [book.Fields]book.Source{book.Publisher: book.FromOPF}}},
		}
		b := group.Books(in)[0]
		if b.Publisher != "Reed" || b.Notes == nil || len(b.Notes.Cues) != 1 || b.Notes.Cues[0].File != names[0]+".m4b" {
			t.Errorf("%q: %+v, %+v", names, b, b.Notes)
		}
	}
}
