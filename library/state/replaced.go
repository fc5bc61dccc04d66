package state

import (
	"cmp"
	"slices"
	"time"

	"lectern/library/book"
)

// A book whose files are gone may have been replaced by a better file that appeared in
// its folder. Only the user knows whether both are the same book; this file decides
// whether to ask.

const (
	// Two lengths count as equal if they differ by at most a minute, or by one part in
	// lengthShare of a long book: the intros and outros that publishers add differ by
	// about as much.
	lengthSlack = time.Minute
	lengthShare = 50
	// overlap is how long before the loss of the old files the new ones may have been
	// added. A user who converts a book tries the new file before deleting the old
	// ones.
	overlap = 7 * 24 * time.Hour
)

// Edition is a book of a folder, reduced to the facts that decide whether another book
// replaced it.
type Edition struct {
	title  string        // as displayed
	Keys   []string      // text.Key of its title, once with the user's edits and once without
	Length time.Duration // 0: unknown
	Rows   []*Row        // in playing order, at least one
	Gone   int64         // when a scan first missed the last of its files, nanoseconds since 1970
	Added  int64         // when the first of its files was added, nanoseconds since 1970
	Others []book.ID     // lowest file IDs of the books that the user declared different
}

// lowest returns the lowest ID of the files, which is also the ID of the book.
func (e *Edition) lowest() book.ID { return e.first().File.ID }

// first returns the row with the lowest ID.
func (e *Edition) first() *Row {
	return slices.MinFunc(e.Rows, func(a, b *Row) int { return cmp.Compare(a.File.ID, b.File.ID) })
}

// highest returns the highest ID of the files.
func (e *Edition) highest() (id book.ID) {
	for _, r := range e.Rows {
		id = max(id, r.File.ID)
	}
	return id
}

// Replaces reports whether a present edition looks like a missing one: it was added
// later, and has the same title or length.
func (e *Edition) Replaces(old *Edition) bool {
	switch {
	case e.lowest() < old.highest(), e.Added < old.Gone-int64(overlap):
		return false
	case slices.Contains(old.Others, e.lowest()):
		return false
	case slices.ContainsFunc(e.Keys, func(key string) bool { return key != "" && slices.Contains(old.Keys, key) }):
		return true
	default:
		return old.Length > 0 && e.Length > 0 && (e.Length-old.Length).Abs() <= max(lengthSlack, old.Length/lengthShare)
	}
}

// succession is a missing book and the book that looks like its replacement.
type succession struct{ Old, Now *Edition }

// Successions pairs the missing books of a folder with the new ones where exactly one
// of each matches: with several candidates, the replacement is ambiguous.
func Successions(gone, came []*Edition) (pairs []succession) {
	for _, old := range gone {
		var match *Edition
		n := 0
		for _, now := range came {
			if now.Replaces(old) {
				match = now
				n++
			}
		}
		if n != 1 {
			continue
		}
		for _, other := range gone {
			if other != old && match.Replaces(other) {
				n++
			}
		}
		if n == 1 {
			pairs = append(pairs, succession{old, match})
		}
	}
	return pairs
}
