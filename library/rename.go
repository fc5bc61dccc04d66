package library

import (
	"cmp"
	"slices"

	"lectern/library/book"
	"lectern/library/text"
)

// Renamable reports whether the values of a field are names that many books can have, so
// that Rename makes sense.
func Renamable(f book.Field) bool {
	switch f {
	case book.Authors, book.Narrators, book.InSeries, book.Genres, book.Publisher, book.OwnTags:
		return true
	default:
		return false
	}
}

// Rename replaces a value of a field that is Renamable in all books of the library except
// hidden ones. Spellings that the search treats as equal are one value. A series keeps its
// parts. A book that already has the new value has it once, or once for each part of a
// series. Rename takes milliseconds for thousands of books. One Undo reverts all of it.
func (l *Library) Rename(f book.Field, from, to string) Undoable {
	var all *book.Snapshot
	l.tell(func(o *owner) { all = o.books() })
	edits := make(map[book.ID]map[string]*string)
	r := newRenamer(f, from, to)
	for _, b := range all.All() {
		if !b.Hidden {
			if lines, changed := r.of(&b.Meta); changed {
				edits[b.ID] = map[string]*string{f.String(): &lines}
			}
		}
	}
	what := Undoable{Action: Renamed, Field: f, Books: len(edits), From: from, To: to}
	l.tell(func(o *owner) { what = o.commit(what, textEdits(o.state, edits)) })
	return what
}

// Swap exchanges the authors and the narrators of books, as they are now. One Undo reverts all
// of it. It returns how many books it changed.
func (l *Library) Swap(books []*book.Book) (changed int) {
	l.tell(func(o *owner) {
		o.books()
		edits := make(map[book.ID]map[string]*string)
		for _, b := range books {
			b = cmp.Or(o.state.Listed.Book(b.ID), b)
			authors, narrators := b.Lines(book.Authors), b.Lines(book.Narrators)
			if authors != narrators {
				edits[b.ID] = map[string]*string{book.Authors.String(): &narrators, book.Narrators.String(): &authors}
			}
		}
		changed = o.commit(Undoable{Action: Swapped, Books: len(edits)}, textEdits(o.state, edits)).Books
	})
	return changed
}

// renamer replaces a value of a field.
type renamer struct {
	field    book.Field
	from, to string
	folded   map[string]string // by spelling
}

func newRenamer(f book.Field, from, to string) *renamer {
	return &renamer{f, text.Fold(from), to, map[string]string{}}
}

// of returns the field after the replacement, in the form of book.Edits.
func (r *renamer) of(m *book.Meta) (lines string, changed bool) {
	n, i, has := *m, r.field.Info(), false
	n.Unshare(r.field)
	switch {
	case i.Text != nil:
		s := i.Text(&n)
		if has = *s != "" && r.fold(*s) == r.from; has {
			*s = r.to
		}
	case i.List != nil:
		list := i.List(&n)
		*list, has = withNew(r, *list, func(s *string) *string { return s }, func(*string, string) bool { return true })
	case i.Series != nil:
		list := i.Series(&n)
		*list, has = withNew(r, *list, func(s *book.Series) *string { return &s.Name }, joined)
	}
	if !has { // most books
		return "", false
	}
	lines = n.Lines(r.field)
	return lines, lines != m.Lines(r.field)
}

// joined makes an entry stand for another one of the same series, unless they are
// different parts of it.
func joined(into *book.Series, from book.Series) bool {
	if into.Part == "" {
		into.Part = from.Part
	}
	return from.Part == "" || from.Part == into.Part
}

// withNew returns a list with the value replaced, and whether the list had it. Of
// several entries with the new value, the first stays if joined makes it stand for the
// others. Entries with other values stay.
func withNew[T any](r *renamer, list []T, name func(*T) *string, joined func(into *T, from T) bool) (all []T, has bool) {
	if !slices.ContainsFunc(list, func(v T) bool { return r.fold(*name(&v)) == r.from }) {
		return list, false
	}
	to := r.fold(r.to)
	isNew := func(v *T) bool { return r.fold(*name(v)) == to }
	for _, v := range list {
		if s := name(&v); r.fold(*s) == r.from {
			*s = r.to
		}
		known := false
		for i := 0; i < len(all) && isNew(&v) && !known; i++ {
			known = isNew(&all[i]) && joined(&all[i], v)
		}
		if !known {
			all = append(all, v)
		}
	}
	return all, true
}

func (r *renamer) fold(s string) string {
	folded, known := r.folded[s]
	if !known {
		folded = text.Fold(s)
		r.folded[s] = folded
	}
	return folded
}
