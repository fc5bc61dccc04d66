package group_test

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestRejected checks that a rejected value is listed with its reason.
func TestRejected(t *testing.T) {
	one := func(folder string, tags *book.Tags) group.Folder {
		return folderOf(folder, part(1, folder+"/x.m4b", tags))
	}
	two := func(folder string, first, second *book.Tags) group.Folder {
		return folderOf(folder, part(1, folder+"/1.mp3", first), part(2, folder+"/2.mp3", second))
	}
	pictures := one("A/T", &book.Tags{Album: "T"})
	pictures.Parts[0].File.Media = book.Pack(&book.Media{Cover: &book.Cover{}, CoverFault: "was cut off", Tags: book.Tags{Album: "T"}})
	pictures.Notes = &book.Notes{Picture: "/x/scan.jpg", Faults: []string{"cover 1.jpg is not a picture", "desc.txt is too large"}}
	pictures.Notes.From[book.Picture] = book.FromPicture
	for _, c := range []struct {
		name   string
		folder group.Folder
		field  book.Field
		want   []string
	}{
		{"album is the series", one("Ada Brook/Saga/2 - Tides", &book.Tags{Album: "Saga", Series: "Saga", AlbumArtist: "Ada Brook"}), book.Title, []string{"Saga which is the name of the series"}},
		{"album with a number", one("Ada Brook/Saga/2 - Tides", &book.Tags{Album: "Saga, Book 2", Title: "Tides", Series: "Saga"}), book.Title, []string{"Saga, Book 2 which is the series and the number in it"}},
		{"unknown album", one("Ada Brook/Tides", &book.Tags{Album: "Unknown album"}), book.Title, []string{"Unknown album which stands for an unknown title"}},
		{"parts in the album", two("Ada Brook/Tides", &book.Tags{Album: "Tides, Part 1"}, &book.Tags{Album: "Tides, Part 2"}), book.Title,
			[]string{"Tides, Part 1 which names a part of the book", "Tides, Part 2 which names a part of the book"}},
		{"edition", one("Ada Brook/Tides", &book.Tags{Album: "Tides (Unabridged)"}), book.Title, nil},
		{"artist who reads", one("Ada Brook/Tides", &book.Tags{Album: "Tides", AlbumArtist: "Ada Brook", Artist: "Dora Quill", Narrator: "Dora Quill"}), book.Authors, []string{"Dora Quill who reads the book"}},
		{"translator", one("x", &book.Tags{Album: "Tides", Artist: "Ada Brook; Karl Turner - translator"}), book.Authors, []string{"Karl Turner who is named as translator"}},
		{"unknown artist", one("Ada Brook/Tides", &book.Tags{Album: "Tides", Artist: "Unknown Artist"}), book.Authors, []string{"Unknown Artist which stands for an unknown person"}},
		{"artist beside the album artist", one("x", &book.Tags{Album: "Tides", AlbumArtist: "Ada Brook", Artist: "Gus Player"}), book.Authors, []string{"Gus Player who is the artist, and there is an album artist"}},
		{"artist beside the narrator", one("x", &book.Tags{Album: "Tides", AlbumArtist: "Ada Brook", Artist: "Gus Player", Narrator: "Dora Quill"}), book.Narrators,
			[]string{"Gus Player who is the artist, and another tag names the narrator"}},
		{"pictures", pictures, book.Picture, []string{
			"“scan.jpg” is not named as a cover, so the embedded one is used", "cover 1.jpg is not a picture", "x.m4b has a cover that was cut off"}},
	} {
		var got []string
		for i, w := range group.Claims(c.folder, 1, c.field) {
			if w.Rejected.IsZero() {
				continue
			}
			if i == 0 {
				t.Errorf("%s: the value in use is rejected", c.name)
			}
			if w.Value != "" {
				w.Value += " "
			}
			got = append(got, w.Value+w.Rejected.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}
