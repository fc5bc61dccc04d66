package state

import (
	"cmp"
	"slices"
	"time"

	"lectern/library/book"
)

// A book whose files are gone, while another one came to its folder, may have been
// replaced by a better file. Whether it is the same book only the user knows; what is
// decided here is whether to ask.

const (
	// Lengths count as the same within a minute, or a lengthShare-th part of a long
	// book: what shops say before and after a book differs by about as much.
	lengthSlack = time.Minute
	lengthShare = 50
	// overlap is how long before the old files went the new ones may have come. Who
	// converts a book listens into the new file before the old ones are deleted.
	overlap = 7 * 24 * time.Hour
)

// Edition is one book of a folder, as far as that decides whether another one took
// its place.
type Edition struct {
	title  string        // as it is shown
	Keys   []string      // text.Key of what it is called, by its files and by the user
	Length time.Duration // 0: unknown
	Rows   []*Row        // in playing order, at least one
	Gone   int64         // when the last of its files was missed, nanoseconds since 1970
	Added  int64         // when the first of its files came, nanoseconds since 1970
	Others []book.ID     // the lowest files of books of which the user said that they are different
}

// lowest is the lowest ID of the files, which is the book's.
func (e *Edition) lowest() book.ID { return e.first().File.ID }

// first is the row with that ID.
func (e *Edition) first() *Row {
	return slices.MinFunc(e.Rows, func(a, b *Row) int { return cmp.Compare(a.File.ID, b.File.ID) })
}

// highest is the highest ID of the files.
func (e *Edition) highest() (id book.ID) {
	for _, r := range e.Rows {
		id = max(id, r.File.ID)
	}
	return id
}

// Replaces reports whether an edition that is there looks like a book that is gone:
// it came later, and has its title or its length.
func (now *Edition) Replaces(old *Edition) bool {
	switch {
	case now.lowest() < old.highest(), now.Added < old.Gone-int64(overlap):
		return false
	case slices.Contains(old.Others, now.lowest()):
		return false
	case slices.ContainsFunc(now.Keys, func(key string) bool { return key != "" && slices.Contains(old.Keys, key) }):
		return true
	default:
		return old.Length > 0 && now.Length > 0 && (now.Length-old.Length).Abs() <= max(lengthSlack, old.Length/lengthShare)
	}
}

// succession is a book that is gone and the one that looks like it.
type succession struct{ Old, Now *Edition }

// Successions pairs the books of a folder that are gone with those that came, where
// there is exactly one of each: nobody can say which of several took a place.
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
