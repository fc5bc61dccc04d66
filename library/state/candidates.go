package state

import (
	"slices"
	"strconv"
	"strings"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/text"
)

// DifferentField is the edit that records that certain books are not the book of a
// missing file. Its text is the lowest file IDs of those books, separated by blanks. It
// answers a question and is not a field of the book.
const DifferentField = "@different"

// revisit schedules the folders of a book folder's files for Search: a book in them may
// have been replaced.
func (all *Replacements) revisit(bf *BookFolder) {
	if !bf.key.Merged() {
		all.stale[bf.key] = true
		return
	}
	for _, r := range bf.rows {
		all.stale[r.home()] = true
	}
}

// Search searches the folders that changed since the last call for replaced books.
func (all *Replacements) Search() {
	for key := range all.stale {
		if pairs := replacementsAmong(all.candidatesIn(key)); len(pairs) > 0 {
			all.found[key] = pairs
		} else {
			delete(all.found, key)
		}
	}
	if len(all.stale) > 0 {
		all.stale = map[FolderKey]bool{} // a map keeps the room that it once needed
	}
}

// candidatesIn returns the missing books of a book folder and the books that are present
// and fully read. Hidden rows belong to neither.
func (all *Replacements) candidatesIn(key FolderKey) (gone, came []*candidate) {
	if len(all.listed.missing) == 0 {
		return nil, nil
	}
	var folders []*BookFolder
	if bf := all.folders.byKey[key]; bf != nil && len(bf.rows) > 0 {
		folders = append(folders, bf)
	}
	for _, bf := range all.folders.merged {
		if slices.ContainsFunc(bf.rows, func(r *Row) bool { return r.home() == key }) {
			folders = append(folders, bf)
		}
	}
	if !changedHands(folders) {
		return nil, nil
	}
	for _, bf := range folders {
		plain := all.group(bf)
		for i := range plain.Parts {
			plain.Parts[i].Edits = nil
		}
		called := map[book.ID]string{}
		for _, b := range group.Books(plain) {
			called[b.ID] = b.Title
		}
		for _, b := range group.Books(all.group(bf)) {
			old, now := all.candidatesOf(b)
			for _, c := range []*candidate{old, now} {
				if c != nil {
					c.keys = []string{text.Key(b.Title), text.Key(called[b.ID])}
				}
			}
			if old != nil && slices.ContainsFunc(old.Rows, func(r *Row) bool { return r.home() == key }) {
				gone = append(gone, old)
			}
			if now != nil && !slices.ContainsFunc(now.Rows, func(r *Row) bool { return r.home() != key }) {
				came = append(came, now)
			}
		}
	}
	return gone, came
}

// changedHands reports whether any present row is newer than some missing row. It is a
// cheap test that rules out most folders.
func changedHands(folders []*BookFolder) bool {
	var first, last book.ID // the first missing row, the last present row
	for _, bf := range folders {
		for _, r := range bf.rows {
			if id := r.File.ID; r.File.State != book.Missing {
				last = max(last, id)
			} else if first == 0 || id < first {
				first = id
			}
		}
	}
	return first != 0 && last > first
}

// candidatesOf returns a book as a missing candidate, as a present one, or as both if files
// of the same kind replaced all of its files. It returns neither while files are still
// unread, hidden or held, or if the book lost only some of its files.
func (all *Replacements) candidatesOf(b *book.Book) (old, now *candidate) {
	var gone, there []*Row
	for _, f := range b.Files {
		r := all.listed.ByID[f.ID]
		switch {
		case r == nil || r.Hidden || r.HeldSince != 0:
			return nil, nil
		case r.File.State == book.Missing:
			gone = append(gone, r)
		default:
			there = append(there, r)
		}
	}
	if len(gone) > 0 {
		old = candidateOf(b, gone)
	}
	if len(there) > 0 && !slices.ContainsFunc(there, func(r *Row) bool { return !r.known() }) {
		now = candidateOf(b, there)
	}
	if len(gone) > 0 && len(there) > 0 && (now == nil || now.lowest() < old.highest()) {
		return nil, nil
	}
	return old, now
}

// known reports whether the row's file was read completely. A file that is still being
// written does not count as read.
func (r *Row) known() bool {
	return r.File.State == book.Probed && r.read && r.Asked == nil
}

// candidateOf makes a candidate of these rows of a book.
func candidateOf(b *book.Book, rows []*Row) *candidate {
	c := &candidate{title: b.Title, Rows: rows, added: rows[0].Added}
	whole := true
	for _, r := range rows {
		if m := r.File.Media; m != nil {
			c.length += m.Duration
		} else {
			whole = false
		}
		c.gone, c.added = max(c.gone, r.MissingSince), min(c.added, r.Added)
		for id := range strings.FieldsSeq(r.Edits[DifferentField]) {
			if n, err := strconv.ParseUint(id, 10, 64); err == nil {
				c.others = append(c.others, book.ID(n))
			}
		}
	}
	if !whole {
		c.length = 0
	}
	return c
}
