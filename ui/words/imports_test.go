package words

import (
	"testing"
	"time"

	"lectern/library/book"
)

// TestBegun: a file that says only that a book was begun names no place in the book.
func TestBegun(t *testing.T) {
	if got := stopped(0, book.Undated); got != "In progress, date unknown" {
		t.Errorf("%q", got)
	}
	if got := stopped(time.Minute, book.Undated); got != "1:00, date unknown" {
		t.Errorf("%q", got)
	}
}
