package library

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

// edition is one book of a folder, as far as that decides whether another one took
// its place.
type edition struct {
	title  string        // as it is shown
	keys   []string      // text.Key of what it is called, by its files and by the user
	length time.Duration // 0: unknown
	rows   []*row        // in playing order, at least one
	gone   int64         // when the last of its files was missed, nanoseconds since 1970
	added  int64         // when the first of its files came, nanoseconds since 1970
	others []book.ID     // the lowest files of books of which the user said that they are different
}

// lowest is the lowest ID of the files, which is the book's.
func (e *edition) lowest() book.ID { return e.first().file.ID }

// first is the row with that ID.
func (e *edition) first() *row {
	return slices.MinFunc(e.rows, func(a, b *row) int { return cmp.Compare(a.file.ID, b.file.ID) })
}

// highest is the highest ID of the files.
func (e *edition) highest() (id book.ID) {
	for _, r := range e.rows {
		id = max(id, r.file.ID)
	}
	return id
}

// replaces reports whether an edition that is there looks like a book that is gone:
// it came later, and has its title or its length.
func (now *edition) replaces(old *edition) bool {
	switch {
	case now.lowest() < old.highest(), now.added < old.gone-int64(overlap):
		return false
	case slices.Contains(old.others, now.lowest()):
		return false
	case slices.ContainsFunc(now.keys, func(key string) bool { return key != "" && slices.Contains(old.keys, key) }):
		return true
	default:
		return old.length > 0 && now.length > 0 && (now.length-old.length).Abs() <= max(lengthSlack, old.length/lengthShare)
	}
}

// succession is a book that is gone and the one that looks like it.
type succession struct{ old, now *edition }

// successions pairs the books of a folder that are gone with those that came, where
// there is exactly one of each: nobody can say which of several took a place.
func successions(gone, came []*edition) (pairs []succession) {
	for _, old := range gone {
		var match *edition
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
			pairs = append(pairs, succession{old, match})
		}
	}
	return pairs
}
