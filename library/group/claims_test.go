package group_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/message"
)

func TestClaims(t *testing.T) {
	const folder = "A/S/2 - T {N}"
	s := folderOf(folder,
		part(1, folder+"/1.mp3", &book.Tags{Album: "Tag", Narrator: "M", Year: 1}),
		part(2, folder+"/2.mp3", &book.Tags{Album: "Tag (Disc 2)", Narrator: "O", Year: 2}),
		part(3, folder+"/3.mp3", &book.Tags{Album: "Tag", Narrator: "O", Title: "Three"}),
		part(4, folder+"/4.mp3", nil),
		part(5, folder+"/5.mp3", &book.Tags{Album: "Tag", Narrator: "O", Artist: "O; W"}),
	)
	s.Parts[0].Edits = book.Edits{"narrators": "Typed\nTwice", "year": "", "genres": "G"}
	s.Notes = &book.Notes{
		Meta: book.Meta{Narrators: []string{"Reader"}, Series: []book.Series{{Name: "Z", Part: "1"}}}, Picture: "/x.jpg",
		From: [book.Fields]book.Source{book.Narrators: book.FromReader, book.InSeries: book.FromMetadata},
	}
	for _, c := range []struct {
		field book.Field
		want  []string
	}{
		{book.Narrators, []string{"edit, edit: Typed, Twice", "reader.txt, reader.txt: Reader", "tag, parts 1–5: M, O", "tag, part 1: M", "tag, parts 2–3, 5: O", "folder, the folder “2 - T {N}”: N"}},
		{book.Title, []string{"tag, parts 1–3, 5: Tag", "folder, the folder “2 - T {N}”: T", "file name, the file “1.mp3”: 1"}},
		{book.Year, []string{"edit, edit: ", "tag, part 1: 1", "tag, part 2: 2"}},
		{book.Authors, []string{"tag, part 5: W", "folder, the folder “A”: A"}},
		{book.InSeries, []string{"metadata.json, metadata.json: Z #1", "folder, the folder “S”: S #2"}},
		{book.Genres, []string{"edit, edit: G"}},
		{book.ISBN, nil},
		{book.Picture, []string{"picture, picture: "}},
		{book.ChapterList, []string{"file name, file name: "}},
	} {
		var got []string
		for _, w := range group.Claims(s, 1, c.field) {
			got = append(got, fmt.Sprintf("%s, %s: %s", w.Source, w.Where, w.Value))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.field, got, c.want)
		}
	}
	if got := group.Claims(s, 2, book.Title); got != nil {
		t.Errorf("no book has the ID 2: %+v", got)
	}
	loose := folderOf("", part(7, "T {N}.m4b", &book.Tags{Title: "X"}))
	want := []group.Claim{{Source: book.FromTag, Value: "X", File: loose.Parts[0].File}, {Source: book.FromName, Where: message.New("the file “{{.Name}}”", "Name", "T {N}.m4b"), Value: "T"}}
	if got := group.Claims(loose, 7, book.Title); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestSheetClaims: what a cue sheet says of a whole book is weaker than the tags and a folder, and
// stronger than the name of a file.
func TestSheetClaims(t *testing.T) {
	for _, c := range []struct {
		path           string
		tags           book.Tags
		title, authors []string
	}{
		{"x.mp3", book.Tags{}, []string{"cue sheet: Low Tide", "file name: x"}, []string{"cue sheet: Nora Finch"}},
		{"x.mp3", book.Tags{Album: "Tag", Artist: "Ed Marsh"}, []string{"tag: Tag", "cue sheet: Low Tide", "file name: x"}, []string{"tag: Ed Marsh", "cue sheet: Nora Finch"}},
		{"Ada Brook/Fen/x.mp3", book.Tags{}, []string{"folder: Fen", "cue sheet: Low Tide", "file name: x"}, []string{"folder: Ada Brook", "cue sheet: Nora Finch"}},
	} {
		s := folderOf(filepath.Dir(c.path), part(1, c.path, &c.tags))
		s.Notes = &book.Notes{Folder: s.Folder, Named: []book.Notes{{
			Folder: s.Folder, Stem: "x", Meta: book.Meta{Title: "Low Tide (Unabridged)", Authors: []string{"Finch, Nora"}},
			From: [book.Fields]book.Source{book.Title: book.FromCue, book.Authors: book.FromCue},
		}}}
		for f, want := range map[book.Field][]string{book.Title: c.title, book.Authors: c.authors} {
			var got []string
			for _, w := range group.Claims(s, 1, f) {
				got = append(got, w.Source.String()+": "+w.Value)
			}
			if b := group.Books(s)[0]; !slices.Equal(got, want) || b.Sources[f].String() != want[0][:strings.Index(want[0], ":")] {
				t.Errorf("%s %+v: %q from %s, want %q", c.path, c.tags, got, b.Sources[f], want)
			}
		}
	}
}

// TestFirstClaimCounts checks that the first claim is the value of the book.
func TestFirstClaimCounts(t *testing.T) {
	s := folderOf("A/S/2 - 1999 - T - U {N} [B002UZJGYY]", part(1, "A/S/2 - 1999 - T - U {N} [B002UZJGYY]/x.mp3", &book.Tags{Artist: "N", Narrator: ";", Series: "s", Year: 2000}))
	b := group.Books(s)[0]
	for f := range book.Fields {
		claims := group.Claims(s, 1, f)
		if b.Sources[f] == book.Nowhere != (len(claims) == 0) || len(claims) > 0 && claims[0].Source != b.Sources[f] {
			t.Errorf("%s: by %q, claims %+v", f, b.Sources[f], claims)
		}
	}
	if got := group.Claims(s, 1, book.Authors); len(got) != 2 || got[0].Value != "A" || got[1].Value != "N" || got[1].Rejected.String() != "who reads the book" {
		t.Errorf("the narrator is no author: %+v", got)
	}
	if got := group.Claims(s, 1, book.InSeries); got[0].Value != b.Series[0].String() {
		t.Errorf("series %v, claims %+v", b.Series, got)
	}
}

// TestClaimsOfAFile checks that the first claim is the value in the row of a
// file.
func TestClaimsOfAFile(t *testing.T) {
	s := folderOf("A/T",
		part(1, "A/T/1.mp3", &book.Tags{Album: "Tag", Title: "One", Year: 1}),
		part(2, "A/T/2.mp3", &book.Tags{Album: "Tag", Year: 2}),
		part(3, "A/T/3.mp3", nil),
		part(4, "A/T/4.mp3", &book.Tags{Album: "Tag", Title: "Four"}),
		part(5, "A/T/ .mp3", nil), // no usable name
	)
	s.Parts[3].Edits = book.Edits{"title": "Typed"}
	for _, b := range group.Files(s) {
		for f := range book.Fields {
			claims := group.FileClaims(s, b.ID, f)
			if b.Sources[f] == book.Nowhere != (len(claims) == 0) || len(claims) > 0 && claims[0].Source != b.Sources[f] {
				t.Errorf("%d, %s: by %q, claims %+v", b.ID, f, b.Sources[f], claims)
			}
		}
		if got := group.FileClaims(s, b.ID, book.Title)[0].Value; got != b.Title {
			t.Errorf("%d: %q is because of %q", b.ID, b.Title, got)
		}
	}
	if got := group.FileClaims(s, 9, book.Title); got != nil {
		t.Errorf("no file has the ID 9: %+v", got)
	}
}
