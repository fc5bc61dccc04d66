package library

import (
	"cmp"
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/state"
	"lectern/library/transfer"
)

// GoneFile is a file that is not in the library, and what the user knows of it.
type GoneFile = transfer.Gone

// Known is everything that the user knows of books and files.
type Known struct {
	Books []*book.Book // with something that ExportOwn writes
	Gone  []*GoneFile
}

// Known returns everything that the user knows, whatever the search finds. It waits for the
// catalogue to be loaded.
func (l *Library) Known() (k Known) {
	l.awaitRows()
	var all *book.Snapshot     // nil if the list shows files
	var folders []group.Folder // with files that the user knows
	l.tell(func(o *owner) {
		if k.Gone = o.gone(); o.state.Books.EveryFile {
			folders = o.state.KnownFolders()
		} else {
			all = o.books()
		}
	})
	if all != nil {
		for _, b := range all.All() {
			k.Books = append(k.Books, b)
		}
	}
	for _, f := range folders {
		k.Books = append(k.Books, group.Books(f)...)
	}
	k.Books = knownOf(k.Books)
	slices.SortFunc(k.Books, func(a, b *book.Book) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID)) })
	return k
}

// Count returns the number of these books, including those without a file.
func (k Known) Count() int {
	titles := map[string]bool{}
	for _, g := range k.Gone {
		titles[g.Title] = true
	}
	return len(k.Books) + len(titles)
}

// knownOf returns the books of which the user knows something that ExportOwn writes.
func knownOf(books []*book.Book) (known []*book.Book) {
	for _, b := range books {
		if b.Listening == nil && b.Own == nil && len(b.Days) == 0 && !slices.Contains(b.Sources[:], book.FromEdit) {
			continue
		}
		if s := transfer.StateOf(b); !s.IsEmpty() {
			known = append(known, b)
		}
	}
	return known
}

// gone returns what the user knows of files that are not in the library: of those that left
// the list, and what was heard of files that are not even remembered.
func (o *owner) gone() (all []*GoneFile) {
	h := indexHeard(o.state)
	for r := range o.state.Retired.Rows() {
		days, edits := h.days[r.File.ID], transfer.KeptEdits(r.Edits)
		if len(edits) == 0 && len(days) == 0 {
			continue
		}
		title := cmp.Or(h.titles[r.File.ID], r.Edits[book.Title.String()], filepath.Base(r.File.Folder()))
		all = append(all, &GoneFile{
			Path: r.File.Path, Title: title, Size: r.File.Size, Content: r.Fingerprint, Recording: r.Recording,
			Added: r.Added, Left: r.RetiredAt, Edits: edits, Days: days,
		})
	}
	for title, l := range h.lost {
		all = append(all, &GoneFile{Title: title, Days: l.days})
	}
	slices.SortFunc(all, func(a, b *GoneFile) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Left, b.Left))
	})
	return all
}

// heardIndex is what was heard, by file.
type heardIndex struct {
	days   map[book.ID][]book.DayHeard
	titles map[book.ID]string
	lost   map[string]lostHours // of files that no row remembers, by the title of the book
}

// lostHours are what was heard of files without a row that belonged to books of one title.
type lostHours struct {
	file book.ID // the lowest of their IDs
	days []book.DayHeard
}

func indexHeard(s *state.State) heardIndex {
	h := heardIndex{map[book.ID][]book.DayHeard{}, map[book.ID]string{}, map[string]lostHours{}}
	remembered := map[book.ID]bool{}
	for r := range s.Rows() {
		remembered[r.File.ID] = true
	}
	for _, heard := range s.Log.All() {
		h.days[heard.File] = book.AddDay(h.days[heard.File], heard.DayHeard)
		h.titles[heard.File] = heard.Title
		if remembered[heard.File] {
			continue
		}
		l := h.lost[heard.Title]
		if l.file == 0 || heard.File < l.file {
			l.file = heard.File
		}
		l.days = book.AddDay(l.days, heard.DayHeard)
		h.lost[heard.Title] = l
	}
	return h
}

// goneIndex finds the rows of the files that an import names, listed or retired, and what
// was heard of them.
type goneIndex struct {
	heardIndex
	byFingerprint, byPath map[string]*state.Row
}

func indexGone(s *state.State) *goneIndex {
	x := &goneIndex{indexHeard(s), map[string]*state.Row{}, map[string]*state.Row{}}
	for r := range s.Rows() {
		for _, m := range []struct {
			rows map[string]*state.Row
			key  string
		}{{x.byFingerprint, r.Fingerprint}, {x.byPath, r.File.Path}} {
			if there := m.rows[m.key]; m.key != "" && (there == nil || there.RetiredAt != 0 && r.RetiredAt == 0) {
				m.rows[m.key] = r // a listed row is preferred
			}
		}
	}
	return x
}

// row returns the row of a file, nil if there is none.
func (x *goneIndex) row(g *GoneFile) *state.Row {
	if r := x.byFingerprint[g.Content]; r != nil && r.File.Size == g.Size {
		return r
	}
	if r := x.byPath[g.Path]; r != nil && (g.Content == "" || r.Fingerprint == "" || r.File.Size == g.Size) {
		return r
	}
	return nil
}

// heard returns what is known to have been heard of a file, and the ID under which it is
// kept, 0 if there is none. Of a file without a row, that of all files of the title counts; of
// one that is remembered, that too, because its row may be younger than it.
func (x *goneIndex) heard(g *GoneFile) (file book.ID, days []book.DayHeard) {
	r, l := x.row(g), x.lost[g.Title]
	if r == nil {
		return l.file, l.days
	}
	days = x.days[r.File.ID]
	if r.RetiredAt != 0 {
		for _, d := range l.days {
			days = book.AddDay(slices.Clone(days), d)
		}
	}
	return r.File.ID, days
}

// plan says what importing what the user knows of a file would set.
func (x *goneIndex) plan(g *GoneFile) (set ImportValues) {
	if len(missingEdits(x.row(g), g)) > 0 {
		set |= ImportOfGone
	}
	if _, days := x.heard(g); len(transfer.MoreHeard(days, g.Days)) > 0 {
		set |= ImportHeard
	}
	return set
}

// missingEdits returns the edits of a file that its row does not have. r is nil if there is
// no row.
func missingEdits(r *state.Row, g *GoneFile) (missing map[string]string) {
	missing = map[string]string{}
	for field, text := range g.Edits {
		own := (*string)(nil)
		if r != nil {
			own = r.Edited(field)
		}
		switch {
		case own == nil:
			missing[field] = text
		case book.IsListening(field):
			if joined := book.JoinListening(field, *own, text); joined != *own {
				missing[field] = joined
			}
		}
	}
	return missing
}

// importGone returns the changes that import some values of what the user knows of a file.
func importGone(s *state.State, x *goneIndex, g *GoneFile, values ImportValues) (e edit) {
	r := x.row(g)
	if edits := missingEdits(r, g); values&ImportOfGone != 0 && len(edits) > 0 {
		if r == nil {
			r = s.NewRetired(g.Path, g.Size, g.Content, g.Recording, g.Added, g.Left)
			e = append(e, rememberedChange{r, true})
		}
		for field, text := range edits {
			e = append(e, textChange{r, field, r.Edited(field), &text})
		}
	}
	file, days := x.heard(g)
	more := transfer.MoreHeard(days, g.Days)
	if len(more) == 0 || values&ImportHeard == 0 {
		return e
	}
	switch {
	case file != 0: // the new hours join the known ones
		r = x.row(g)
	case r == nil:
		file = s.Listed.Next()
	}
	return append(e, hoursChange{r, file, g.Title, more, true})
}
