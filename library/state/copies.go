package state

import (
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/text"
)

// Books with the same recordings are copies of one book: the same files in two places, even
// if the tags of some were changed. What the user knows of a book, and no file has, is the
// same for all its copies: rating, note and tags, and what Listening keeps, such as where
// playing stopped and the bookmarks. Each file keeps it as edits, so that it stays when the
// other copies go. What the user typed over the metadata of one copy stays with that copy.

// IsOwn reports whether an edit is the same for all copies of a book.
func IsOwn(field string) bool { return book.IsListening(field) || ownFields[field] }

var ownFields = func() map[string]bool {
	own := map[string]bool{}
	for f := range book.Fields {
		if f.Info().Own {
			own[f.String()] = true
		}
	}
	return own
}()

// copies finds the copies of books, as the books were last built.
type copies struct {
	books map[*BookFolder]map[book.ID]*book.Book // by the IDs of their files
	sets  map[*book.Book]string                  // their recordings, "" if one is not known
	state *State
}

func (s *State) newCopies() *copies {
	return &copies{map[*BookFolder]map[book.ID]*book.Book{}, map[*book.Book]string{}, s}
}

// bookOf returns the book of a row and its recordings.
func (c *copies) bookOf(r *Row) (*book.Book, string) {
	byFile, known := c.books[r.Folder]
	if !known {
		byFile = map[book.ID]*book.Book{}
		for _, p := range r.Folder.books {
			for _, f := range p.book.Files {
				byFile[f.ID] = p.book
			}
		}
		c.books[r.Folder] = byFile
	}
	b := byFile[r.File.ID]
	if b == nil {
		return nil, ""
	}
	set, known := c.sets[b]
	if !known {
		var all []string
		for _, f := range b.Files {
			if row := c.state.Listed.ByID[f.ID]; row != nil {
				all = append(all, row.Recording)
			}
		}
		if slices.Sort(all); len(all) == len(b.Files) && all[0] != "" {
			set = strings.Join(all, "")
		}
		c.sets[b] = set
	}
	return b, set
}

// Copies returns, for each of these rows that has some, the rows with its recording in the
// copies of its book.
func (s *State) Copies(rows []*Row) map[*Row][]*Row {
	if s.Books.EveryFile { // the same introduction in two books makes no copies
		return nil
	}
	same := s.Listed.withSoundOf(rows)
	if len(same) == 0 {
		return nil
	}
	c, found := s.newCopies(), map[*Row][]*Row{}
	known := map[string]map[string]*twins{} // by recording and set
	for _, r := range rows {
		if len(same[r.Recording]) < 2 {
			continue
		}
		own, set := c.bookOf(r)
		if set == "" {
			continue
		}
		if known[r.Recording] == nil {
			known[r.Recording] = c.twins(same[r.Recording])
		}
		if others := known[r.Recording][set].copiesOf(own); len(others) > 0 {
			found[r] = others
		}
	}
	return found
}

// RestoreShared finds the new rows of the catalogue that have edits only because an earlier
// copy has them. Call it when all rows are listed.
func (s *State) RestoreShared() {
	var edited []*Row
	for r := range s.Listed.fresh {
		if len(r.Edits) > 0 {
			edited = append(edited, r)
		}
	}
	same := s.Listed.withSoundOf(edited)
	for _, r := range edited {
		r.shared = slices.ContainsFunc(same[r.Recording], func(other *Row) bool { return !other.Fresh && r.saysNoMore(other) })
	}
}

// CopiesOf returns the copies of books, by their IDs.
func (s *State) CopiesOf(ids []book.ID) map[book.ID][]book.ID {
	var rows []*Row
	of := map[*Row]book.ID{}
	for _, id := range ids {
		for _, r := range s.Listed.RowsOf([]book.ID{id}) {
			rows, of[r] = append(rows, r), id
		}
	}
	c, found := s.newCopies(), map[book.ID][]book.ID{}
	for r, others := range s.Copies(rows) {
		for _, other := range others {
			if b, _ := c.bookOf(other); !slices.Contains(found[of[r]], b.ID) {
				found[of[r]] = append(found[of[r]], b.ID)
			}
		}
	}
	return found
}

// twins are the rows with one recording whose books have the same recordings. Of silence
// there may be thousands, so their copies are looked up, not searched for.
type twins struct {
	rows    []*Row
	in      []*book.Book     // the book of each row
	books   []*book.Book     // the first three books
	byTitle map[string][]int // the places in rows, by folded title of the book
	byNames map[string][]int // by the names of its files
}

// twins returns these rows, which have one recording, by the recordings of their books.
func (c *copies) twins(rows []*Row) map[string]*twins {
	all := map[string]*twins{}
	for _, r := range rows {
		b, set := c.bookOf(r)
		if set == "" {
			continue
		}
		t := all[set]
		if t == nil {
			t = &twins{byTitle: map[string][]int{}, byNames: map[string][]int{}}
			all[set] = t
		}
		at, title, names := len(t.rows), text.Fold(b.Title), fileNames(b)
		t.rows, t.in = append(t.rows, r), append(t.in, b)
		t.byTitle[title], t.byNames[names] = append(t.byTitle[title], at), append(t.byNames[names], at)
		if len(t.books) < 3 && !slices.Contains(t.books, b) {
			t.books = append(t.books, b)
		}
	}
	return all
}

func fileNames(b *book.Book) string {
	names := make([]string, len(b.Files))
	for i, f := range b.Files {
		names[i] = f.Name()
	}
	return strings.Join(names, "/")
}

// copiesOf returns the rows of the other books that are copies of a book: their titles or
// the names of their files agree, or at least their authors, if no third book has the same
// recordings. Silence and other sound that books of all kinds have makes no copies.
func (t *twins) copiesOf(own *book.Book) (rows []*Row) {
	title := text.Fold(own.Title)
	for _, at := range t.byTitle[title] {
		if t.in[at] != own {
			rows = append(rows, t.rows[at])
		}
	}
	for _, at := range t.byNames[fileNames(own)] {
		if t.in[at] != own && text.Fold(t.in[at].Title) != title {
			rows = append(rows, t.rows[at])
		}
	}
	if len(rows) > 0 || len(t.books) != 2 || len(own.Authors) == 0 {
		return rows
	}
	sameFold := func(a, b string) bool { return text.Fold(a) == text.Fold(b) }
	if !slices.EqualFunc(t.books[0].Authors, t.books[1].Authors, sameFold) {
		return nil
	}
	for at, b := range t.in {
		if b != own {
			rows = append(rows, t.rows[at])
		}
	}
	return rows
}

// Share makes what the user knows of these rows and of their copies the same, where only
// one of them has it, and joins how far the user listened. It returns the
// catalogue operations that store it. Call it when the recordings of the rows have become
// known.
func (s *State) Share(rows []*Row) (ops []catalog.Op) {
	give := func(from, to *Row) {
		for field, text := range from.Edits {
			if !IsOwn(field) {
				continue
			}
			if has := to.Edited(field); has != nil {
				if !book.IsListening(field) {
					continue
				}
				if text = book.JoinListening(field, *has, text); text == *has {
					continue
				}
			}
			shared := to.untouched()
			s.SetEdit(to, field, &text)
			to.shared = shared
			ops = append(ops, catalog.Edit(to.File.ID, field, EncodeEdit(&text)))
		}
	}
	said := map[string]bool{} // recordings of which a row has what the user said
	for recording, all := range s.Listed.withSoundOf(rows) {
		said[recording] = slices.ContainsFunc(all, func(r *Row) bool { return len(r.Edits) > 0 })
	}
	// Of one recording there may be thousands of rows, each with all others as copies.
	worth := slices.DeleteFunc(slices.Clone(rows), func(r *Row) bool { return !said[r.Recording] })
	for r, others := range s.Copies(worth) {
		for _, other := range others {
			give(other, r)
		}
		for _, other := range others {
			give(r, other)
		}
	}
	for r, retired := range s.retiredCopies(rows) {
		give(retired, r)
	}
	return ops
}

// retiredCopies returns, for each of these rows, the row with its recording that retired
// last among those of one book folder that have all recordings of the book.
func (s *State) retiredCopies(rows []*Row) map[*Row]*Row {
	type rowsOf map[string]*Row                                 // by recording
	left, with := map[FolderKey]rowsOf{}, map[string][]rowsOf{} // with has those with a recording
	for r := range s.Retired.Rows() {
		if r.Recording != "" && len(r.Edits) > 0 {
			key := r.FolderKey()
			if left[key] == nil {
				left[key] = rowsOf{}
			}
			switch other := left[key][r.Recording]; {
			case other == nil:
				with[r.Recording] = append(with[r.Recording], left[key])
				left[key][r.Recording] = r
			case other.RetiredAt < r.RetiredAt:
				left[key][r.Recording] = r
			}
		}
	}
	if len(left) == 0 {
		return nil
	}
	c, found := s.newCopies(), map[*Row]*Row{}
	for _, r := range rows {
		if r.Folder == nil {
			continue
		}
		b, set := c.bookOf(r)
		if set == "" {
			continue
		}
		for _, from := range with[r.Recording] {
			lacks := func(f *book.File) bool { return from[s.Listed.ByID[f.ID].Recording] == nil }
			if one := from[r.Recording]; (found[r] == nil || found[r].RetiredAt < one.RetiredAt) && !slices.ContainsFunc(b.Files, lacks) {
				found[r] = one
			}
		}
	}
	return found
}
