package catalog

import (
	"slices"
	"testing"

	"lectern/library/book"
)

// TestMailboxKeepsTheOrder: what is said of a row after its Drop is written after the Drop,
// although the same was queued before.
func TestMailboxKeepsTheOrder(t *testing.T) {
	m := newMailbox()
	m.put([]Op{Edit(1, "title", "a"), Hide(1, true), Edit(2, "title", "b"), Drop(1)})
	m.put([]Op{Retire(Entry{File: &book.File{ID: 1}}), Edit(1, "title", "c"), Hide(1, false), Edit(2, "title", "d")})
	m.put([]Op{Edit(1, "title", "e")})
	var kinds []opKind
	var texts []string
	for _, op := range m.take(100) {
		kinds = append(kinds, op.kind)
		texts = append(texts, op.value)
	}
	if want := []opKind{setEdit, setHidden, setEdit, dropFile, retireFile, setEdit, setHidden}; !slices.Equal(kinds, want) {
		t.Errorf("%v, want %v", kinds, want)
	}
	if want := []string{"a", "hidden", "d", "", "", "e", ""}; !slices.Equal(texts, want) {
		t.Errorf("%q, want %q", texts, want)
	}
}
