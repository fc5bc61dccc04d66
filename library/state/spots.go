package state

import (
	"slices"
	"time"

	"lectern/library/book"
)

// Where the user stopped in a file and its bookmarks are spots of that file. They do not pass
// to another file as they are, but to the file that has their time in the book.

// isSpot reports whether an edit of a file is about spots in it.
func isSpot(field string) bool {
	return field == book.StoppedField || field == book.BookmarksField
}

// spotsIn returns the edits that keep, in the files of a book, the spots in the files
// of an earlier one of the same book: one set for each row of now.
func spotsIn(now, old *candidate) []book.Edits {
	spot := now.spot
	if slices.EqualFunc(old.Rows, now.Rows, (*Row).lasts) {
		spot = func(i int, _ time.Duration, offset time.Duration) (int, time.Duration) { return i, offset }
	}
	edits := make([]book.Edits, len(now.Rows))
	for i := range edits {
		edits[i] = book.Edits{}
	}
	keep := func(i int, field, text string) {
		if there := edits[i][field]; there != "" {
			text = book.JoinListening(field, there, text)
		}
		edits[i][field] = text
	}
	start := time.Duration(0)
	for i, r := range old.Rows {
		if at, when, ok := book.ParseStop(r.Edits[book.StoppedField]); ok {
			to, offset := spot(i, start, at)
			keep(to, book.StoppedField, book.FormatStop(offset, time.Unix(0, when)))
		}
		for _, m := range book.ParseBookmarks(r.Edits[book.BookmarksField]) {
			to, offset := spot(i, start, m.Offset)
			m.Offset = offset
			keep(to, book.BookmarksField, book.FormatBookmarks([]book.Bookmark{m}))
		}
		start += r.length()
	}
	return edits
}

// spot returns the file of a book with a time that is so long after a start, and the
// time in that file. What lies behind the end, or behind a file of unknown length, is in the
// last file before it.
func (c *candidate) spot(_ int, start, offset time.Duration) (int, time.Duration) {
	at := start + offset
	for i, r := range c.Rows {
		if length := r.length(); length > 0 && at >= length && i < len(c.Rows)-1 {
			at -= length
			continue
		}
		return i, at
	}
	return 0, at
}

// lasts reports whether two files are about equally long, so that a spot in one is the same
// spot in the other. It is true if a length is unknown.
func (r *Row) lasts(other *Row) bool {
	a, b := r.length(), other.length()
	return a == 0 || b == 0 || (a-b).Abs() <= partSlack
}

// length returns the length of the row's file, 0 if it is unknown.
func (r *Row) length() time.Duration {
	if m := r.File.Media; m != nil {
		return m.Duration
	}
	return 0
}

// partSlack is how much the lengths of the same part of a book may differ in two formats.
const partSlack = 10 * time.Second
