package state

import (
	"slices"
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
	n := s.of(bf, "/", "/B")
	if n.Meta.Title != "" || len(n.Faults) != 1 || n.Picture == "" {
		t.Errorf("title %q, faults %q, picture %q", n.Meta.Title, n.Faults, n.Picture)
	}
}

// TestNotesAboveAForm: what lies beside "MP3" fills what the notes in it lack, and goes
// before the notes of its disc folders.
func TestNotesAboveAForm(t *testing.T) {
	s := newSidecars()
	add := func(n *book.Notes, from ...book.Field) {
		for _, f := range from {
			n.From[f] = book.FromMetadata
		}
		s.ByFolder[n.Folder] = &Notes{Notes: n}
	}
	add(&book.Notes{Folder: "/A/T/MP3", Meta: book.Meta{Narrators: []string{"Nora Finch"}}}, book.Narrators)
	add(&book.Notes{
		Folder: "/A/T", Meta: book.Meta{Title: "Fen 2", Narrators: []string{"Rolf Lind"}, Year: 2012}, Picture: "/A/T/cover.jpg", Cover: true,
		Chapters: []book.Chapter{{Title: "One"}}, Cues: []book.Cue{{File: "T.mp3"}},
	}, book.Title, book.Narrators, book.Year, book.ChapterList)
	add(&book.Notes{Folder: "/A/T/MP3/CD 1", Meta: book.Meta{Title: "CD 1", Year: 1999, Publisher: "Reed"}, Picture: "/A/T/MP3/CD 1/cover.jpg", Cover: true}, book.Title, book.Year, book.Publisher)
	bf := &BookFolder{rows: []*Row{{File: &book.File{Path: "/A/T/MP3/CD 1/1.mp3"}}}}
	n := s.of(bf, "/", "/A/T/MP3")
	if n.Meta.Title != "Fen 2" || !slices.Equal(n.Meta.Narrators, []string{"Nora Finch"}) || n.Meta.Year != 2012 || n.Meta.Publisher != "Reed" {
		t.Errorf("%+v", n.Meta)
	}
	if n.Picture != "/A/T/cover.jpg" || len(n.Chapters) != 1 || len(n.Cues) != 1 || n.Cues[0].Folder != "" {
		t.Errorf("picture %q, chapters %v, cues %v", n.Picture, n.Chapters, n.Cues)
	}
	if again := s.of(bf, "/", "/A/T/MP3"); again != n {
		t.Error("merged again")
	}
	if n := s.of(&BookFolder{}, "/A/T", "/A/T/MP3"); n == nil || n.Meta.Year != 2012 {
		t.Error("the notes of the root do not count")
	}
}
