package library

import (
	"time"

	"lectern/library/book"
)

// Chapters are the chapters of a book, joined with each file's offset. It may
// run on any goroutine.
func Chapters(b *book.Book) (all []book.Chapter) {
	var offset time.Duration
	for _, f := range b.Files {
		if f.Media == nil {
			continue
		}
		for _, c := range f.Media.Chapters {
			all = append(all, book.Chapter{Start: offset + c.Start, End: offset + c.End, Title: c.Title})
		}
		offset += f.Media.Duration
	}
	return all
}
