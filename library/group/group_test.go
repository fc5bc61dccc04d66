package group_test

import (
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/group"
)

// alone returns the row of a single file.
func alone(f *book.File) *book.Book {
	return group.Files(group.Folder{Root: "/books", Folder: f.Folder(), Parts: []group.Part{{File: f}}})[0]
}

func TestFileAlone(t *testing.T) {
	f := &book.File{
		ID: 7, Root: "/books", Path: "/books/Weir/Hail Mary.m4b",
		Size: 400 << 20, Modified: 1_700_000_000_123_456_789, State: book.Probed,
		Media: book.Pack(&book.Media{
			Codec: "AAC-LC", Duration: 16 * time.Hour, Estimated: true, BitRate: 64_000,
			Tags: book.Tags{
				Title: "Project Hail Mary", Album: "Hail Mary", Artist: "Weir, Andy; Ray Porter",
				Narrator: "Ray Porter", Series: "Standalones #2.5",
			},
		}),
	}
	want := &book.Book{
		ID: 7, Path: f.Path, Files: []*book.File{f},
		Meta: book.Meta{
			Title: "Project Hail Mary", Authors: []string{"Andy Weir"}, Narrators: []string{"Ray Porter"},
			Series: []book.Series{{Name: "Standalones", Part: "2.5"}},
		},
		Sources:  [book.Fields]book.Source{book.Title: book.FromTag, book.Authors: book.FromTag, book.Narrators: book.FromTag, book.InSeries: book.FromTag},
		Duration: 16 * time.Hour, Estimated: true, Size: f.Size, BitRate: 64_000, Codec: "AAC-LC",
		Modified: f.Modified, State: book.Probed,
	}
	if got := alone(f); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}

	fault := &book.Fault{Kind: book.Truncated, Reason: "truncated"}
	g := &book.File{ID: 8, Path: "/books/x.mp3", State: book.Failed, Fault: fault}
	want = &book.Book{ID: 8, Path: g.Path, Files: []*book.File{g}, Meta: book.Meta{Title: "x"}, State: book.Failed, Fault: fault}
	want.Sources[book.Title] = book.FromName
	if got := alone(g); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestTitleOfAFile(t *testing.T) {
	for _, c := range []struct{ path, title, album, want string }{
		{"/b/file.mp3", "Part 1", "Book", "Part 1"},
		{"/b/file.mp3", " \n", "Book", "Book"},
		{"/b/file.mp3", "", "", "file"},
		{"/b/file.mp3", "  Two\nlines ", "", "Two lines"},
		{"/b/file.mp3", "a\x1b[31mred", "", "a [31mred"},
		{"/b/file.mp3", "bad \xff\xfe", "", "bad \uFFFD\uFFFD"},
		{"/b/bad \xff name.m4b", "", "", "bad \uFFFD name"},
		{"/b/new\nline.ogg", "", "", "new line"},
		{"/b/Vol. 1", "", "", "Vol"},
		{"/b/no extension", "", "", "no extension"},
		{"/b/.m4b", "", "", ".m4b"},
		{"/b/ .m4b", "", "", ".m4b"},
		{"/b/\n", "", "", "\uFFFD"},
		{"", "", "", "."},
	} {
		f := &book.File{Path: c.path, Media: book.Pack(&book.Media{Tags: book.Tags{Title: c.title, Album: c.album}})}
		if got := alone(f).Title; got != c.want {
			t.Errorf("%q %q %q: title %q, want %q", c.path, c.title, c.album, got, c.want)
		}
	}
}

// FuzzFiles checks that any tags give a title, and that all displayed fields
// are valid UTF-8.
func FuzzFiles(f *testing.F) {
	f.Add("/b/a.mp3", "Title", "Last, First", "Name #2.5")
	f.Add("/b/\xff.mp3", "\xff", "\xff; , Jr.", "\xff #1; #2")
	f.Fuzz(func(t *testing.T, path, title, artist, series string) {
		b := alone(&book.File{Path: path, Media: book.Pack(&book.Media{
			Tags: book.Tags{Title: title, Artist: artist, Series: series, SeriesPart: title},
		})})
		shown := append([]string{b.Title}, b.Authors...)
		for _, s := range b.Series {
			if shown = append(shown, s.Name); !utf8.ValidString(s.Part) {
				t.Fatalf("part %q", s.Part)
			}
		}
		for _, s := range shown {
			if s == "" || !utf8.ValidString(s) {
				t.Fatalf("%q in %+v", s, b)
			}
		}
	})
}

// TestCommentOfAPart: a comment that is the title of a part, as splitters leave it, does not
// describe the book.
func TestCommentOfAPart(t *testing.T) {
	for said, want := range map[string]string{
		"Chapter 38": "", "Kapitel 3": "", " Prologue\n": "",
		"Chapter 38 of the war has begun.": "Chapter 38 of the war has begun.", "A weir.": "A weir.",
	} {
		s := folderOf("A/T", part(1, "A/T/1.mp3", &book.Tags{Album: "T", Description: said}), part(2, "A/T/2.mp3", &book.Tags{Album: "T", Description: "Chapter 39"}))
		if got := group.Books(s)[0].Description; got != want {
			t.Errorf("%q: %q", said, got)
		}
	}
}
