package view

import (
	"testing"

	"lectern/library/book"
)

// TestPartlyMissing checks that a book with missing files is missing and not
// faulty, unless another of its files is unreadable.
func TestPartlyMissing(t *testing.T) {
	missing, failed, probed := book.Missing, book.Failed, book.Probed
	for _, c := range []struct {
		files           []book.State
		fault           book.FaultKind
		missing, faulty bool
	}{
		{[]book.State{missing, probed}, book.Vanished, true, false},
		{[]book.State{missing, failed, probed}, book.Vanished, true, true},
		{[]book.State{failed, probed}, book.NotAudio, false, true},
		{[]book.State{failed}, book.Vanished, false, true}, // a dangling link
		{[]book.State{failed, probed}, book.Protected, false, false},
	} {
		b := &book.Book{State: book.Failed, Fault: &book.Fault{Kind: c.fault}}
		for _, s := range c.files {
			b.Files = append(b.Files, &book.File{State: s})
		}
		if isMissing(b) != c.missing || isFaulty(b) != c.faulty {
			t.Errorf("%v: missing %v, faulty %v", c.files, isMissing(b), isFaulty(b))
		}
		if sum := TotalsOf([]*book.Book{b}); sum.Missing > 0 != c.missing || sum.Faulty > 0 != c.faulty {
			t.Errorf("%v: %+v", c.files, sum)
		}
	}
}
