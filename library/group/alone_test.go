package group_test

import (
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// TestOneFileInTheRoot: the root is the folder of its only file's book: what lies beside the
// file is about it, and the name of the root is its title if the file has none or repeats it.
func TestOneFileInTheRoot(t *testing.T) {
	notes := &book.Notes{Folder: "/b/Low Tide", Meta: book.Meta{Description: "What it is about."}, Picture: "/b/Low Tide/cover.jpg", Cover: true}
	notes.From[book.Description], notes.From[book.Picture] = book.FromDesc, book.FromPicture
	for _, c := range []struct {
		root, file string
		tags       book.Tags
		title      string
		source     book.Source
	}{
		{"Low Tide", "book.m4b", book.Tags{Album: "Low Tide"}, "Low Tide", book.FromTag},
		{"Low Tide", "Tide.m4b", book.Tags{Title: "Low Tide"}, "Low Tide", book.FromTag},
		{"Low Tide", "01.mp3", book.Tags{}, "Low Tide", book.FromFolder},
		{"Low Tide", "Low Tide.m4b", book.Tags{}, "Low Tide", book.FromFolder},
		{"Low Tide", "Ebb.m4b", book.Tags{}, "Ebb", book.FromName},
		{"Ada Brook", "Ebb.m4b", book.Tags{}, "Ebb", book.FromName},
		{"Audiobooks", "Ebb.m4b", book.Tags{Album: "Low Tide"}, "Low Tide", book.FromTag},
		{"Audiobooks", "01.mp3", book.Tags{}, "01", book.FromName},
		{"Saltmarsh", "1 - Ebb.m4b", book.Tags{Album: "Saltmarsh"}, "Ebb", book.FromName},
	} {
		root := "/b/" + c.root
		f := &book.File{ID: 1, Root: root, Path: root + "/" + c.file, State: book.Probed, Media: book.Pack(&book.Media{Duration: time.Hour, Tags: c.tags})}
		in := group.Folder{Root: root, Folder: root, Parts: []group.Part{{File: f}}, Notes: notes}
		b := group.Books(in)[0]
		if b.Title != c.title || b.Sources[book.Title] != c.source || b.Description != notes.Meta.Description || b.Notes != notes {
			t.Errorf("%s/%s: %q from %v, %q", c.root, c.file, b.Title, b.Sources[book.Title], b.Description)
		}
		if c.root == "Low Tide" && len(b.Series) > 0 {
			t.Errorf("%s/%s: series %v", c.root, c.file, b.Series)
		}
		in.Around.Shelf = true
		if b := group.Books(in)[0]; b.Notes != nil {
			t.Errorf("%s/%s beside other books: %+v", c.root, c.file, b.Notes)
		}
	}
}

// TestRootAlone: the root is reported when other book folders come or go below it.
func TestRootAlone(t *testing.T) {
	var tree group.Tree
	told := 0
	tell := func(home string) {
		if home == "/b" {
			told++
		}
	}
	tree.Add("/b", "/b", tell)
	if tree.Around("/b", "/b").Shelf || told != 0 {
		t.Errorf("alone: %+v, told %d times", tree.Around("/b", "/b"), told)
	}
	tree.Add("/b", "/b/A/T", tell)
	tree.Add("/b", "/b/A/U", tell)
	if !tree.Around("/b", "/b").Shelf || told != 1 {
		t.Errorf("not alone: %+v, told %d times", tree.Around("/b", "/b"), told)
	}
	tree.Remove("/b", "/b/A/T", tell)
	tree.Remove("/b", "/b/A/U", tell)
	if tree.Around("/b", "/b").Shelf || told != 2 {
		t.Errorf("alone again: %+v, told %d times", tree.Around("/b", "/b"), told)
	}
	tree.Add("/b", "/b/MP3", tell)
	if !tree.Around("/b", "/b").Shelf || told != 3 {
		t.Errorf("beside a folder named for a format: %+v, told %d times", tree.Around("/b", "/b"), told)
	}
}
