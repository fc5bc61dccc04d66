package library

import (
	"cmp"
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/catalog"
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

// Known returns everything that the user knows, whatever the search finds.
func (l *Library) Known() (k Known) {
	var all *book.Snapshot
	l.tell(func(o *owner) {
		all = o.state.Books.Store.Snapshot()
		k.Gone = o.gone()
	})
	for slot := range all.Slots() {
		if b := all.At(slot); b != nil {
			k.Books = append(k.Books, b)
		}
	}
	k.Books = knownOf(k.Books)
	slices.SortFunc(k.Books, func(a, b *book.Book) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID)) })
	return k
}

// Count returns how many books that is, those of which no file is there included.
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
		if b.Listening == nil && b.Own == nil && len(b.Days) == 0 {
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
	log, titles := map[book.ID][]book.DayHeard{}, map[book.ID]string{}
	for _, h := range o.state.Log.All() {
		log[h.File], titles[h.File] = book.AddDay(log[h.File], h.DayHeard), h.Title
	}
	for r := range o.state.Retired.Rows() {
		days, title := log[r.File.ID], titles[r.File.ID]
		delete(log, r.File.ID)
		edits := transfer.KeptEdits(r.Edits)
		if len(edits) == 0 && len(days) == 0 {
			continue
		}
		title = cmp.Or(title, r.Edits[book.Title.String()], filepath.Base(r.File.Folder()))
		all = append(all, &GoneFile{
			Path: r.File.Path, Title: title, Size: r.File.Size, Content: r.Fingerprint, Recording: r.Recording,
			Added: r.Added, Left: r.RetiredAt, Edits: edits, Days: days,
		})
	}
	lost := map[string][]book.DayHeard{} // by the title of the book
	for file, days := range log {
		if o.state.Listed.ByID[file] == nil {
			for _, d := range days {
				lost[titles[file]] = book.AddDay(lost[titles[file]], d)
			}
		}
	}
	for title, days := range lost {
		all = append(all, &GoneFile{Title: title, Days: days})
	}
	slices.SortFunc(all, func(a, b *GoneFile) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Left, b.Left))
	})
	return all
}

// goneIndex finds the rows that files of an import are, listed and retired, and what was
// heard of files that are not remembered.
type goneIndex struct {
	byPrint, byPath map[string]*state.Row
	lost            map[string]book.ID // by the title of the book
	lostDays        map[string][]book.DayHeard
	days            map[book.ID][]book.DayHeard
}

func indexGone(s *state.State) *goneIndex {
	x := &goneIndex{map[string]*state.Row{}, map[string]*state.Row{}, map[string]book.ID{}, map[string][]book.DayHeard{}, map[book.ID][]book.DayHeard{}}
	remembered := map[book.ID]bool{}
	for r := range s.Rows() {
		remembered[r.File.ID] = true
		for _, m := range []struct {
			rows map[string]*state.Row
			key  string
		}{{x.byPrint, r.Fingerprint}, {x.byPath, r.File.Path}} {
			if there := m.rows[m.key]; m.key != "" && (there == nil || there.RetiredAt != 0 && r.RetiredAt == 0) {
				m.rows[m.key] = r // rather one that is listed
			}
		}
	}
	for _, h := range s.Log.All() {
		x.days[h.File] = book.AddDay(x.days[h.File], h.DayHeard)
		if remembered[h.File] {
			continue
		}
		x.lostDays[h.Title] = book.AddDay(x.lostDays[h.Title], h.DayHeard)
		if there := x.lost[h.Title]; there == 0 || h.File < there {
			x.lost[h.Title] = h.File
		}
	}
	return x
}

// row returns the row of a file, nil if there is none.
func (x *goneIndex) row(g *GoneFile) *state.Row {
	if r := x.byPrint[g.Content]; r != nil && r.File.Size == g.Size {
		return r
	}
	if r := x.byPath[g.Path]; r != nil && (g.Content == "" || r.Fingerprint == "" || r.File.Size == g.Size) {
		return r
	}
	return nil
}

// file returns the ID under which the hours of a file are kept, 0 if there are none.
func (x *goneIndex) file(g *GoneFile) book.ID {
	if r := x.row(g); r != nil {
		return r.File.ID
	}
	return x.lost[g.Title]
}

// heard returns what is known to have been heard of a file. Without a row, what was heard of
// all files without one counts that belonged to a book of the title.
func (x *goneIndex) heard(g *GoneFile) []book.DayHeard {
	if r := x.row(g); r != nil {
		return x.days[r.File.ID]
	}
	return x.lostDays[g.Title]
}

// plan says what importing what the user knows of a file would set.
func (x *goneIndex) plan(g *GoneFile) (set ImportValues) {
	if len(missingEdits(x.row(g), g)) > 0 {
		set |= ImportTyped
	}
	if len(transfer.MoreHeard(x.heard(g), g.Days)) > 0 {
		set |= ImportHeard
	}
	return set
}

// missingEdits returns the edits of a file that its row does not have. r is nil if there is
// no row.
func missingEdits(r *state.Row, g *GoneFile) (missing map[string]string) {
	missing = map[string]string{}
	for field, text := range g.Edits {
		switch own := (*string)(nil); {
		case r != nil && r.Edited(field) != nil:
			own = r.Edited(field)
			if joined := book.JoinListening(field, *own, text); book.IsListening(field) && joined != *own {
				missing[field] = joined
			}
		default:
			missing[field] = text
		}
	}
	return missing
}

// importGone returns the changes that import some values of what the user knows of a file.
func importGone(s *state.State, x *goneIndex, g *GoneFile, values ImportValues) (e edit) {
	r, file := x.row(g), x.file(g)
	edits, more := missingEdits(r, g), transfer.MoreHeard(x.heard(g), g.Days)
	if values&ImportTyped == 0 {
		edits = nil
	}
	switch {
	case r != nil:
		for field, text := range edits {
			e = append(e, change{row: r, field: field, before: r.Edited(field), after: &text})
		}
	case len(edits) > 0:
		r = s.Remember(g.Path, g.Size, g.Content, g.Recording, g.Added, g.Left, edits)
		e = append(e, change{row: r, field: rememberedField, after: yes})
		if file == 0 {
			file = r.File.ID
		}
	}
	if len(more) == 0 || values&ImportHeard == 0 {
		return e
	}
	if file == 0 {
		file = s.Listed.Next()
	}
	return append(e, change{field: heardField, after: yes, hours: &hoursHeard{file, g.Title, more}})
}

// hoursHeard is what was heard of a file beyond what is known.
type hoursHeard struct {
	file  book.ID
	title string
	days  []book.DayHeard
}

// addHours adds hours, or with back takes them away, and returns the operations that store
// it.
func (o *owner) addHours(h *hoursHeard, back bool) []catalog.Op {
	ops := o.state.Log.Put(h.file, h.title, h.days, back)
	if r := o.state.Listed.ByID[h.file]; r != nil {
		o.state.Folders.Refresh(r)
	}
	return ops
}
