package state

import (
	"slices"
	"time"

	"lectern/library/book"
)

// The edits of a file that are places in it, where the user stopped and bookmarks, do not
// pass to any other file as they are: they pass to the file that has their time in the book.

// isPlace reports whether an edit is about places in its file.
func isPlace(field string) bool {
	return field == book.StoppedField || field == book.BookmarksField
}

// placesIn returns the edits that keep, in the files of an edition, the places in the files
// of an earlier one of the same book: one set for each row of now.
func placesIn(now, old *Edition) []book.Edits {
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

// spot returns the file of an edition with a time that is so long after a start, and the
// time in that file. What lies behind the end, or behind a file of unknown length, is in the
// last file before it.
func (e *Edition) spot(_ int, start, offset time.Duration) (int, time.Duration) {
	at := start + offset
	for i, r := range e.Rows {
		if length := r.length(); length > 0 && at >= length && i < len(e.Rows)-1 {
			at -= length
			continue
		}
		return i, at
	}
	return 0, at
}

// lasts reports whether two files are about equally long, so that a place in one is the same
// place in the other. It is true if a length is unknown.
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
