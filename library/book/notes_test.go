package book

import (
	"slices"
	"testing"
)

// TestFilled: notes keep what the files say that cannot be read for now, and nothing of files
// that are gone.
func TestFilled(t *testing.T) {
	earlier := &Notes{Folder: "/b", Meta: Meta{Narrators: []string{"Zoe"}, Description: "Gone"}, Cues: []Cue{{}}}
	earlier.From[Narrators], earlier.From[Description], earlier.From[Picture], earlier.Picture = FromMetadata, FromDesc, FromPicture, "/b/cover.jpg"
	one, two := Notes{Stem: "1", Meta: Meta{Title: "One"}}, Notes{Stem: "2", Meta: Meta{Title: "Two"}}
	one.From[Title], two.From[Title] = FromMetadata, FromOPF
	earlier.Named = []Notes{one, two}
	n := (&Notes{Folder: "/b"}).Filled(earlier, map[Source]bool{FromMetadata: true})
	if !slices.Equal(n.Meta.Narrators, []string{"Zoe"}) || n.From[Narrators] != FromMetadata {
		t.Errorf("narrators %q from %d", n.Meta.Narrators, n.From[Narrators])
	}
	if n.Meta.Description != "" || n.Picture != "" || n.Cues != nil {
		t.Errorf("of files that are gone: %q, %q, %v", n.Meta.Description, n.Picture, n.Cues)
	}
	if len(n.Named) != 1 || n.Named[0].Meta.Title != "One" {
		t.Errorf("about files: %+v", n.Named)
	}
	if n := (&Notes{}).Filled(nil, map[Source]bool{FromOPF: true}); n.From != [Fields]Source{} {
		t.Errorf("without earlier ones: %+v", n)
	}
}
