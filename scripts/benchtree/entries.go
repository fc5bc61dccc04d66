package benchtree

import (
	"fmt"
	"time"

	"lectern/library/book"
)

// filesPerFolder is the number of files of a book in Entries.
const filesPerFolder = 12

// Entries returns n files as a scan of a large library lists them.
func Entries(n int) []book.File {
	files := make([]book.File, n)
	for i := range files {
		b := i / filesPerFolder
		files[i] = book.File{
			Root:     "/srv/audiobooks",
			Path:     fmt.Sprintf("/srv/audiobooks/Author Number %d/The Considerable Title of Book %d/%02d - Chapter.mp3", b/7, b, i%filesPerFolder+1),
			Size:     30 << 20,
			Modified: int64(i) * 1e9,
			Changed:  int64(i) * 1e9,
		}
	}
	return files
}

// Media returns what a reader finds in file i. Each result has its own strings, as with
// a real reader.
func Media(i int) *book.Media {
	b := i / filesPerFolder
	m := &book.Media{
		Container: "mp3", Codec: "MP3", Duration: 40 * time.Minute, BitRate: 128_000, SampleRate: 44_100, Channels: 2, Prober: "ffprobe",
		Cover: &book.Cover{MIME: "image/jpeg", Width: 500, Height: 500, Bytes: 60_000},
		Tags: book.Tags{
			Title:       fmt.Sprintf("Chapter %02d: In Which A Good Deal Happens", i%filesPerFolder+1),
			Album:       fmt.Sprintf("The Considerable Title of Book %d", b),
			Artist:      fmt.Sprintf("Author Number %d", b/7),
			AlbumArtist: fmt.Sprintf("Author Number %d", b/7),
			Narrator:    fmt.Sprintf("Narrator Number %d", b/20),
			Series:      fmt.Sprintf("The Long Series %d", b/7),
			SeriesPart:  fmt.Sprint(b%7 + 1),
			Year:        2000 + b%25,
			Genres:      []string{"Audiobook"},
			Track:       i%filesPerFolder + 1,
		},
	}
	if i%20 == 0 {
		for c := range 20 {
			at := time.Duration(c) * 2 * time.Minute
			m.Chapters = append(m.Chapters, book.Chapter{Start: at, End: at + 2*time.Minute, Title: fmt.Sprintf("Chapter %d", c+1)})
		}
	}
	return m
}
