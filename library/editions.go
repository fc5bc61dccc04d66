package library

import (
	"slices"
	"strconv"
	"strings"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/text"
)

// differentField is the edit of a file that is gone by which the user said that
// books are not its book: the lowest IDs of these, with blanks between them. It is
// an answer, and no text of the book's.
const differentField = "@different"

// homeOf is the shelf of the book folder that a row lies in, whatever it was put
// together with.
func homeOf(r *row) shelfKey {
	return shelfKey{r.file.Root, group.Home(r.file.Root, r.file.Folder())}
}

// revisit has the folders of a shelf looked at for books that were replaced.
func (s *state) revisit(sh *shelf) {
	if sh.key.root != "" {
		s.revisits[sh.key] = true
	}
	for _, r := range sh.rows {
		if sh.key.root != "" {
			break
		}
		s.revisits[homeOf(r)] = true
	}
}

// pairUp finds the books that were replaced in the folders where something has
// changed.
func (s *state) pairUp() {
	for key := range s.revisits {
		if pairs := successions(s.editionsIn(key)); len(pairs) > 0 {
			s.replaced[key] = pairs
		} else {
			delete(s.replaced, key)
		}
	}
	clear(s.revisits)
}

// editionsIn are the books of a book folder that are gone and those that came
// since, as whole files that a reader has read. What the user removed from the
// library is neither.
func (s *state) editionsIn(key shelfKey) (gone, came []*edition) {
	if len(s.lost) == 0 {
		return nil, nil
	}
	var shelves []*shelf
	if sh := s.shelves[key]; sh != nil && len(sh.rows) > 0 {
		shelves = append(shelves, sh)
	}
	for _, sh := range s.merged {
		if slices.ContainsFunc(sh.rows, func(r *row) bool { return homeOf(r) == key }) {
			shelves = append(shelves, sh)
		}
	}
	if !s.changedHands(shelves) {
		return nil, nil
	}
	for _, sh := range shelves {
		plain := s.shelfOf(sh)
		for i := range plain.Parts {
			plain.Parts[i].Edits = nil
		}
		called := map[book.ID]string{}
		for _, b := range group.Books(plain) {
			called[b.ID] = b.Title
		}
		for _, b := range group.Books(s.shelfOf(sh)) {
			old, now := s.editionsOf(b)
			for _, e := range []*edition{old, now} {
				if e != nil {
					e.keys = []string{text.Key(b.Title), text.Key(called[b.ID])}
				}
			}
			if old != nil && slices.ContainsFunc(old.rows, func(r *row) bool { return homeOf(r) == key }) {
				gone = append(gone, old)
			}
			if now != nil && !slices.ContainsFunc(now.rows, func(r *row) bool { return homeOf(r) != key }) {
				came = append(came, now)
			}
		}
	}
	return gone, came
}

// changedHands reports whether there are rows on shelves that came after one of them
// that is gone. Most folders can be passed by with this.
func (s *state) changedHands(shelves []*shelf) bool {
	var first, last book.ID // of the rows that are gone, of those that are there
	for _, sh := range shelves {
		for _, r := range sh.rows {
			if id := r.file.ID; r.file.State != book.Missing {
				last = max(last, id)
			} else if first == 0 || id < first {
				first = id
			}
		}
	}
	return first != 0 && last > first
}

// editionsOf is a book as one that is gone, or as one that is there, or as both,
// where files of the same kind took the place of all that it had. It is neither
// while that is not known, and where the book lost only some of its files.
func (s *state) editionsOf(b *book.Book) (old, now *edition) {
	var gone, there []*row
	for _, f := range b.Files {
		r := s.byID[f.ID]
		switch {
		case r == nil || r.hidden || r.held != 0:
			return nil, nil
		case r.file.State == book.Missing:
			gone = append(gone, r)
		default:
			there = append(there, r)
		}
	}
	if len(gone) > 0 {
		old = editionOf(b, gone)
	}
	if len(there) > 0 && !slices.ContainsFunc(there, func(r *row) bool { return !r.known() }) {
		now = editionOf(b, there)
	}
	if len(gone) > 0 && len(there) > 0 && (now == nil || now.lowest() < old.highest()) {
		return nil, nil
	}
	return old, now
}

// known reports whether a row's file was read, and was whole then: one that is still
// being written is not taken for read.
func (r *row) known() bool {
	return r.file.State == book.Probed && r.read && r.asked == nil
}

// editionOf is the part of a book that these rows are.
func editionOf(b *book.Book, rows []*row) *edition {
	e := &edition{title: b.Title, rows: rows, added: rows[0].added}
	whole := true
	for _, r := range rows {
		if m := r.file.Media; m != nil {
			e.length += m.Duration
		} else {
			whole = false
		}
		e.gone, e.added = max(e.gone, r.gone), min(e.added, r.added)
		for id := range strings.FieldsSeq(r.edits[differentField]) {
			if n, err := strconv.ParseUint(id, 10, 64); err == nil {
				e.others = append(e.others, book.ID(n))
			}
		}
	}
	if !whole {
		e.length = 0
	}
	return e
}
