package library

import (
	"lectern/library/book"
	"lectern/library/group"
)

// Chapters returns the chapters of a book with times from the start of the book, joined
// across its files. It may be called from any goroutine.
func Chapters(b *book.Book) []book.Chapter { return group.Chapters(b) }
