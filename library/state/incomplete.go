package state

import (
	"cmp"
	"slices"
)

// Incomplete holds the rows that lack a fingerprint or an exact length, so that finding
// them does not take a pass over all rows after each change.
type Incomplete struct {
	noted []*Row // these rows, and some that lack nothing any more
}

// note adds a row if it lacks something.
func (l *Incomplete) note(r *Row) {
	if !r.incomplete && r.lacks() {
		r.incomplete = true
		l.noted = append(l.noted, r)
	}
}

// Rows returns the incomplete rows in the order they were found. The slice is valid until
// the next call.
func (l *Incomplete) Rows(listed func(*Row) bool) []*Row {
	l.noted = slices.DeleteFunc(l.noted, func(r *Row) bool {
		r.incomplete = listed(r) && r.lacks()
		return !r.incomplete
	})
	slices.SortFunc(l.noted, func(a, b *Row) int { return cmp.Compare(a.File.ID, b.File.ID) })
	return l.noted
}

func (r *Row) lacks() bool { return r.NeedsFingerprint() || r.NeedsLength() }
