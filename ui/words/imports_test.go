package words

import (
	"testing"
	"time"

	"lectern/library"
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

// TestDoubts: an import says which states it does not know, and which lines may be wrong.
func TestDoubts(t *testing.T) {
	for want, f := range map[string]*library.ImportFile{
		"": {},
		"Lectern does not know these states and leaves them out: maybe. A quotation mark is missing or misplaced in these lines of the file: 2, 13.": {Unknown: []string{"maybe"}, Open: []int{2, 13}},
	} {
		if got := ImportDoubts(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
