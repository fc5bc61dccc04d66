package library

import (
	"lectern/library/book"
	"lectern/library/group"
)

// Chapters are the chapters of a book from its start on, joined over its
// files. It may run on any goroutine.
func Chapters(b *book.Book) []book.Chapter { return group.Chapters(b) }
