package group_test

import (
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// The title of a merged book is what the titles of its parts share, and never the name
// of a container.
func TestTitleOfMergedBook(t *testing.T) {
	for _, c := range []struct {
		titles []string // the albums
		want   string
	}{
		{[]string{"Dune Part 1", "Dune Part 2"}, "Dune"},
		{[]string{"Dune, Part One", "Dune, Part Two", "Dune, Part Three"}, "Dune"},
		{[]string{"Krieg und Frieden - Band 1", "Krieg und Frieden - Band 2"}, "Krieg und Frieden"},
		{[]string{"The Stand 1", "The Stand 10"}, "The Stand"},
		{[]string{"Emma (1 of 2)", "Emma (2 of 2)"}, "Emma"},
		{[]string{"Война и мир, Том 1", "Война и мир, Том 2"}, "Война и мир"},
		{[]string{"Harry Potter and the Stone", "Harry Potter and the Chamber"}, "Harry Potter"},
		{[]string{"Dune", "Emma"}, "Dune"},
		{[]string{"The Help", "The Hobbit"}, "The Help"},
		{[]string{"Part 1", "Part 2"}, "Part 1"},
		{[]string{"Emma", "Emmas Reise"}, "Emma"},
	} {
		for _, kind := range []string{"album", "title", "name"} {
			var parts []group.Part
			for i, title := range c.titles {
				tags := &book.Tags{}
				switch kind {
				case "album":
					tags.Album = title
				case "title":
					tags.Title = title
				}
				p := part(book.ID(i+1), "Downloads/"+title+".mp3", tags)
				parts = append(parts, choose(p, "x"))
			}
			b := group.Books(folderOf("Downloads", parts...))
			if len(b) != 1 || b[0].Title != c.want && (kind == "album" || c.want != c.titles[0]) || b[0].Title == "Downloads" {
				t.Errorf("%s: %q make %q, want %q", kind, c.titles, b[0].Title, c.want)
			}
			if claims := group.Claims(folderOf("Downloads", parts...), 1, book.Title); len(claims) == 0 || claims[0].Source != b[0].Sources[book.Title] || claims[0].Value != b[0].Title {
				t.Errorf("%s: %q from %v, why: %+v", kind, b[0].Title, b[0].Sources[book.Title], claims)
			}
		}
	}
}
