package uitest

import (
	"path/filepath"
	"strings"
	"time"

	"lectern/library/book"
)

// GoodOmens returns a book of two files, with chapters and a long description.
func GoodOmens(id book.ID) *book.Book {
	media := book.Pack(&book.Media{Duration: time.Hour, Chapters: []book.Chapter{{End: 20 * time.Minute, Title: "One"}, {Start: 20 * time.Minute, End: time.Hour, Title: "Two"}}})
	return &book.Book{
		ID: id, Path: "/books/Good Omens", Duration: 2 * time.Hour, Size: 1 << 20, BitRate: 64000, Codec: "AAC-LC",
		Meta: book.Meta{
			Title: "Good Omens", Subtitle: "The Nice and Accurate Prophecies", Authors: []string{"Neil Gaiman", `Terry "P" Pratchett`}, Narrators: []string{"Martin Jarvis"},
			Series: []book.Series{{Name: "Omens", Part: "1"}}, Year: 1990, Genres: []string{"Fantasy"}, ASIN: "B002UZJGYY",
			Description: "<p>The <b>world</b> will end. <a href='https://example.org'>Agnes</a></p>" + strings.Repeat("<p>More of it, and more, and then some.</p>", 20),
		},
		Files: []*book.File{{Path: "/books/Good Omens/1.m4b", Media: media}, {Path: "/books/Good Omens/2.m4b", Media: media}},
	}
}

// Saga returns a book that consists of these files.
func Saga(title string, paths ...string) *book.Book {
	b := &book.Book{ID: 1, Path: filepath.Dir(paths[0]), Meta: book.Meta{Title: title}}
	for i, path := range paths {
		b.Files = append(b.Files, &book.File{ID: book.ID(i + 1), Path: path, Media: book.Pack(&book.Media{Duration: 90 * time.Second})})
	}
	return b
}

// Emma returns a book with every field and short values.
func Emma(id book.ID) *book.Book {
	f := &book.File{ID: id, Path: "/books/x/a.mp3"}
	b := &book.Book{ID: id, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{
		Title: "Emma", Subtitle: "A novel", Authors: []string{"Jane Austen", "Somebody"}, Narrators: []string{"Ann"},
		Series: []book.Series{{Name: "Classics", Part: "3"}, {Name: "Penguin"}}, Year: 1815, Genres: []string{"Novel", "Love"},
		Publisher: "Murray", ASIN: "B01", ISBN: "978", Language: "en", Description: "Handsome,\n\nclever and rich.",
	}}
	b.Sources[book.Title], b.Sources[book.Authors], b.Sources[book.Year] = book.FromTag, book.FromFolder, book.FromEdit
	b.Sources[book.InSeries] = book.FromEdit
	return b
}
