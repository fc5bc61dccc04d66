package state

import (
	"testing"

	"lectern/library/book"
)

// TestScansAreNoDiscs: the title of a single disc stays that of the disc beside a folder
// of scans, and notes of a folder that is both count once.
func TestScansAreNoDiscs(t *testing.T) {
	s := newSidecars()
	add := func(n *book.Notes) { s.ByFolder[n.Folder] = &Notes{Notes: n} }
	disc := &book.Notes{Folder: "/B/CD 1", Meta: book.Meta{Title: "B, CD 1"}, Picture: "/B/CD 1/a.jpg", Faults: []string{"x is empty"}}
	disc.From[book.Title] = book.FromMetadata
	add(disc)
	add(&book.Notes{Folder: "/B/Scans", Picture: "/B/Scans/front.jpg"})
	s.pictures["/B"] = []string{"/B/Scans", "/B/CD 1"}
	bf := &BookFolder{rows: []*Row{{File: &book.File{Path: "/B/CD 1/1.mp3"}}}}
	n := s.of(bf, "/B")
	if n.Meta.Title != "" || len(n.Faults) != 1 || n.Picture == "" {
		t.Errorf("title %q, faults %q, picture %q", n.Meta.Title, n.Faults, n.Picture)
	}
}
