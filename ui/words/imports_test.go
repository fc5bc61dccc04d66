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

// TestNothingToImport: of a user who never listened, an import says more than a full stop.
func TestNothingToImport(t *testing.T) {
	for n, want := range map[*ImportCount]string{
		{}:                 "There is no book to import.",
		{Lost: 1, Same: 2}: "1 book was not found, 2 books have nothing new.",
	} {
		if got := n.Sentence(); got != want {
			t.Errorf("%+v: %q", *n, got)
		}
	}
}
