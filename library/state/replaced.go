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

// candidate is a book of a folder, reduced to the facts that decide whether another book
// replaced it.
type candidate struct {
	title  string        // as displayed
	keys   []string      // text.Key of its title, once with the user's edits and once without
	length time.Duration // 0: unknown
	Rows   []*Row        // in playing order, at least one
	gone   int64         // when a scan first missed the last of its files, nanoseconds since 1970
	added  int64         // when the first of its files was added, nanoseconds since 1970
	others []book.ID     // lowest file IDs of the books that the user declared different
}

// lowest returns the lowest ID of the files, which is also the ID of the book.
func (c *candidate) lowest() book.ID { return c.first().File.ID }

// first returns the row with the lowest ID.
func (c *candidate) first() *Row {
	return slices.MinFunc(c.Rows, func(a, b *Row) int { return cmp.Compare(a.File.ID, b.File.ID) })
}

// highest returns the highest ID of the files.
func (c *candidate) highest() (id book.ID) {
	for _, r := range c.Rows {
		id = max(id, r.File.ID)
	}
	return id
}

// replaces reports whether a present candidate looks like a missing one: it was added
// later, and has the same title or length.
func (c *candidate) replaces(old *candidate) bool {
	switch {
	case c.lowest() < old.highest(), c.added < old.gone-int64(overlap):
		return false
	case slices.Contains(old.others, c.lowest()):
		return false
	case slices.ContainsFunc(c.keys, func(key string) bool { return key != "" && slices.Contains(old.keys, key) }):
		return true
	default:
		return old.length > 0 && c.length > 0 && (c.length-old.length).Abs() <= max(lengthSlack, old.length/lengthShare)
	}
}

// replacement is a missing book and the book that looks like its replacement.
type replacement struct{ Old, Now *candidate }

// replacementsAmong pairs the missing books of a folder with the new ones where exactly one
// of each matches: with several candidates, the replacement is ambiguous.
func replacementsAmong(gone, came []*candidate) (pairs []replacement) {
	for _, old := range gone {
		var match *candidate
		n := 0
		for _, now := range came {
			if now.replaces(old) {
				match = now
				n++
			}
		}
		if n != 1 {
			continue
		}
		for _, other := range gone {
			if other != old && match.replaces(other) {
				n++
			}
		}
		if n == 1 {
			pairs = append(pairs, replacement{old, match})
		}
	}
	return pairs
}
