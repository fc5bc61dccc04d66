package group

import (
	"testing"

	"lectern/library/book"
)

// A cover that the user chose comes before all others.
func TestChosenPicture(t *testing.T) {
	f := &book.File{ID: 1, Root: "/b", Path: "/b/A/T/1.mp3", State: book.Found}
	notes := &book.Notes{Folder: "/b/A/T", Picture: "/b/A/T/cover.jpg"}
	for chosen, want := range map[string]book.Source{"/p/mine.png": book.FromEdit, "": book.FromPicture} {
		all := Books(Folder{Root: "/b", Folder: "/b/A/T", Notes: notes, Parts: []Part{{File: f, Edits: book.Edits{"cover": chosen}}}})
		if len(all) != 1 || all[0].Picture != chosen || all[0].Sources[book.Picture] != want {
			t.Errorf("%q: %q from %v", chosen, all[0].Picture, all[0].Sources[book.Picture])
		}
	}
}
