package book_test

import (
	"cmp"
	"slices"
	"testing"

	"lectern/library/book"
)

// TestOutranks: the sources from the weakest to the strongest, as docs/BOOKS.md has them.
func TestOutranks(t *testing.T) {
	got := []book.Source{book.FromEdit, book.FromMetadata, book.FromNCC, book.FromNFO, book.FromOPF, book.FromDesc, book.FromReader, book.FromTag, book.Nowhere}
	slices.SortFunc(got, func(a, b book.Source) int {
		switch {
		case a.Outranks(b):
			return 1
		case b.Outranks(a):
			return -1
		default:
			return cmp.Compare(a, b)
		}
	})
	want := []book.Source{book.Nowhere, book.FromNFO, book.FromTag, book.FromReader, book.FromDesc, book.FromNCC, book.FromOPF, book.FromMetadata, book.FromEdit}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
