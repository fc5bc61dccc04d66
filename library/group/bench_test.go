package group_test

import (
	"fmt"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// library returns the folders of n files: half of them books of one file, the
// rest books of forty.
func library(n int) (folders []group.Folder) {
	for id := 0; id < n; {
		k := len(folders)
		size := 1
		if id >= n/2 {
			size = 40
		}
		folder := fmt.Sprintf("Author %d/Series %d/%d - 1999 - Title %d {Reader %d}", k%900, k%5000, k%12, k, k%70)
		var parts []group.Part
		for i := range size {
			id++
			parts = append(parts, part(book.ID(id), fmt.Sprintf("%s/%02d - Chapter.mp3", folder, i), &book.Tags{
				Album: fmt.Sprintf("Title %d", k), Title: fmt.Sprintf("Chapter %d", i), AlbumArtist: "Weir, Andy",
				Artist: "Andy Weir, Ray Porter", Narrator: "Ray Porter", Series: fmt.Sprintf("Series %d #2", k%5000),
				Track: i + 1, Year: 1999, Genres: []string{"Fantasy"}, Description: "A long text about a book.",
			}))
		}
		folders = append(folders, folderOf(folder, parts...))
	}
	return folders
}

// grouped groups the files of a folder as the library does: opened.
func grouped(s group.Folder) {
	for _, p := range s.Parts {
		p.File.Open()
	}
	group.Books(s)
	for _, p := range s.Parts {
		p.File.Close()
	}
}

// BenchmarkLibrary groups 100,000 files from scratch.
func BenchmarkLibrary(b *testing.B) {
	folders := library(100_000)
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range folders {
			grouped(s)
		}
	}
}

// BenchmarkFolder groups the files of one changed folder.
func BenchmarkFolder(b *testing.B) {
	for _, n := range []int{1, 40, 500} {
		b.Run(fmt.Sprint(n, " files"), func(b *testing.B) {
			s := library(2)[0]
			one := s.Parts[0]
			for i := 1; i < n; i++ {
				p := part(book.ID(i+1), fmt.Sprintf("%s/%03d.mp3", s.Folder[len("/b/"):], i), nil)
				m := *one.File.Media.Media()
				m.Tags.Track, m.Tags.Title, m.Tags.Description = i+1, fmt.Sprint("Chapter ", i), fmt.Sprint("Text ", i)
				p.File.Media, p.File.State = book.Pack(&m), book.Probed
				s.Parts = append(s.Parts, p)
			}
			b.ReportAllocs()
			for b.Loop() {
				grouped(s)
			}
		})
	}
}

// BenchmarkLoose groups 10,000 files in the root.
func BenchmarkLoose(b *testing.B) {
	s := folderOf("")
	for i := range 10_000 {
		s.Parts = append(s.Parts, part(book.ID(i+1), fmt.Sprintf("Title %d.m4b", i), nil))
	}
	b.ReportAllocs()
	for b.Loop() {
		grouped(s)
	}
}
