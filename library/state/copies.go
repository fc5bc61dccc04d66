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
// same for all its copies: rating, note and tags, bookmarks, where playing stopped, and
// when the book was finished. Each file keeps it as edits, so that it stays when the other
// copies go. What the user typed over the metadata of one copy stays with that copy.

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
	for _, r := range rows {
		if len(same[r.Recording]) < 2 {
			continue
		}
		own, set := c.bookOf(r)
		if set == "" {
			continue
		}
		var others []*Row
		alone := true // with one other book
		var first *book.Book
		for _, other := range same[r.Recording] {
			if b, its := c.bookOf(other); its == set && b != own {
				others, alone = append(others, other), alone && (first == nil || first == b)
				first = b
			}
		}
		others = slices.DeleteFunc(others, func(other *Row) bool {
			b, _ := c.bookOf(other)
			return !agree(own, b, alone)
		})
		if len(others) > 0 {
			found[r] = others
		}
	}
	return found
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

// agree reports whether two books with the same recordings are copies: their titles or the
// names of their files agree, or at least their authors, if no third book has the same
// recordings. Silence and other sound that books of all kinds have makes no copies.
func agree(a, b *book.Book, alone bool) bool {
	if text.Fold(a.Title) == text.Fold(b.Title) || alone && len(a.Authors) > 0 && slices.EqualFunc(a.Authors, b.Authors, func(a, b string) bool { return text.Fold(a) == text.Fold(b) }) {
		return true
	}
	return slices.EqualFunc(a.Files, b.Files, func(f, g *book.File) bool { return f.Name() == g.Name() })
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
	for r, others := range s.Copies(rows) {
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

// retiredCopies returns, for each of these rows, the retired row with its recording among
// those of one book folder that have all recordings of the book.
func (s *State) retiredCopies(rows []*Row) map[*Row]*Row {
	left := map[FolderKey]map[string]*Row{} // by recording
	for r := range s.Retired.Rows() {
		if r.Recording != "" && len(r.Edits) > 0 {
			key := r.FolderKey()
			if left[key] == nil {
				left[key] = map[string]*Row{}
			}
			left[key][r.Recording] = r
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
		for _, from := range left {
			if from[r.Recording] != nil && !slices.ContainsFunc(b.Files, func(f *book.File) bool { return from[s.Listed.ByID[f.ID].Recording] == nil }) {
				found[r] = from[r.Recording]
			}
		}
	}
	return found
}
