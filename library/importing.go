package library

import (
	"context"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
	"lectern/library/transfer"
)

// What other programs know of the books is imported only when the user asks for it, after a
// preview: ReadImport reads a file, PlanImport says what would change, Import changes it.

// ImportFile is what a file says, ImportUser is one user in it, ImportEntry is what it says of
// a book.
type (
	ImportFile  = transfer.File
	ImportUser  = transfer.User
	ImportEntry = transfer.Entry
)

// The kinds of files.
const (
	ImportAudiobookshelf = transfer.Audiobookshelf
	ImportTable          = transfer.Table
	ImportOwn            = transfer.Own
)

// How the book of an entry was found.
const (
	ImportByPath   = transfer.ByPath
	ImportByNumber = transfer.ByNumber
	ImportByTitle  = transfer.ByTitle
	ImportByShort  = transfer.ByShort
)

// Why the book of an entry was not found.
const (
	ImportUnknown   = transfer.Unknown
	ImportNameless  = transfer.Nameless
	ImportShorter   = transfer.Shorter
	ImportSeveral   = transfer.Several
	ImportElsewhere = transfer.Elsewhere
)

// ImportValues is a set of what the user knows of a book.
type ImportValues = transfer.Values

// The values.
const (
	ImportPosition  = transfer.Position
	ImportFinished  = transfer.Finished
	ImportAbandoned = transfer.Abandoned
	ImportBookmarks = transfer.Bookmarks
	ImportSpeed     = transfer.Speed
	ImportRating    = transfer.Rating
	ImportNote      = transfer.Note
	ImportTags      = transfer.Tags
	ImportHeard     = transfer.Heard
	ImportTyped     = transfer.Typed
	ImportOfGone    = transfer.OfGone
	ImportAll       = transfer.All
)

// ImportPlan is what importing an entry would do.
type ImportPlan struct {
	transfer.Match
	Copies []book.ID      // books that change with it
	Own    transfer.State // what the user knows of the book in Lectern
	Theirs transfer.State // what the file says
	Set    ImportValues   // what would be written
	Kept   ImportValues   // what differs, but stays: Lectern's is newer, or the user typed it
}

// ReadImport reads a file of another program, or one of ExportOwn. It blocks on the disk
// until it is done or ctx is. Reason has words for its errors.
func (l *Library) ReadImport(ctx context.Context, path string) (*ImportFile, error) {
	return orLeave(ctx, 0, func() (*ImportFile, error) { return transfer.Read(ctx, path, time.Local, time.Now()) })
}

// Keeps reports whether the plan is to keep what the user knows of a file that is not in the
// library.
func (p *ImportPlan) Keeps() bool { return p.Entry.Gone != nil }

// PlanImport says what importing entries would do, in their order. It waits for the catalogue
// to be loaded.
func (l *Library) PlanImport(entries []ImportEntry) []ImportPlan {
	l.awaitRows()
	var all *book.Snapshot
	l.tell(func(o *owner) { all = o.books() })
	var books []*book.Book
	for _, b := range all.All() {
		books = append(books, b)
	}
	plans, changing := make([]ImportPlan, len(entries)), []book.ID(nil)
	for i, m := range transfer.NewMatcher(books).Match(entries) {
		plans[i].Match = m
		if m.Book != nil {
			p := &plans[i]
			p.Own, p.Theirs = transfer.StateOf(m.Book), transfer.Place(m.Book, m.Entry)
			if p.Set, p.Kept = transfer.Decide(&p.Own, &p.Theirs, time.Local); p.Set != 0 {
				changing = append(changing, m.Book.ID)
			}
		}
	}
	l.tell(func(o *owner) {
		copies, gone := o.state.CopiesOf(changing), indexGone(o.state)
		for i := range plans {
			if g := plans[i].Entry.Gone; g != nil {
				plans[i].Set = gone.plan(g)
			}
			if p := &plans[i]; p.Book != nil && p.Set != 0 {
				p.Copies = copies[p.Book.ID]
			}
		}
	})
	return plans
}

// Import carries out plans, for some of the values, as one command that can be undone. It
// decides again, because the user may have gone on listening. It returns how many books
// changed, their copies included.
func (l *Library) Import(plans []ImportPlan, values ImportValues) (changed int) {
	l.tell(func(o *owner) {
		var all edit
		gone := indexGone(o.state)
		for _, p := range plans {
			var e edit
			switch {
			case p.Set&values == 0:
			case p.Book != nil:
				e = importEdit(o, p, values)
			case p.Keeps():
				e = importGone(o.state, gone, p.Entry.Gone, values)
			}
			if len(e) > 0 {
				all = append(all, e...)
				changed++
			}
		}
		changed = o.commit(Undoable{Action: Imported, Books: changed}, all).Books
	})
	return changed
}

// ImportedTags returns the tags that the book of a plan would have.
func ImportedTags(p ImportPlan) []string { return transfer.AddTags(p.Own.Tags, p.Entry.Tags) }

// ImportedBookmarks returns the bookmarks that the book of a plan would get.
func ImportedBookmarks(p ImportPlan) []book.Bookmark {
	return transfer.NewBookmarks(p.Own.Bookmarks, p.Theirs.Bookmarks)
}

// ImportedFields returns what would be typed into the fields of the book of a plan, and what
// the file has for those into which the user typed something else.
func ImportedFields(p ImportPlan) (set, kept book.Edits) {
	return transfer.MoreTyped(p.Own.Typed, p.Theirs.Typed), transfer.OtherTyped(p.Own.Typed, p.Theirs.Typed)
}

// ImportedHours returns what was heard that the book of a plan would get.
func ImportedHours(p ImportPlan) []book.DayHeard {
	return transfer.MoreHeard(p.Own.Days, p.Theirs.Days)
}

// importEdit returns the changes of a plan.
func importEdit(o *owner, p ImportPlan, values ImportValues) (e edit) {
	own, theirs := p.Own, p.Theirs
	rows := o.state.Listed.RowsOf([]book.ID{p.Book.ID})
	for _, r := range rows {
		if _, played, ok := book.ParseStop(r.Edits[book.StoppedField]); ok {
			own.Played = max(own.Played, played)
		}
	}
	own.Days = o.state.Log.Of(rows)
	set, _ := transfer.Decide(&own, &theirs, time.Local)
	fields := map[string]*string{} // of the whole book
	for v := range (set & values).Each {
		switch v {
		case ImportPosition:
			e = append(e, positionEdit(o.state, p, &own, &theirs)...)
		case ImportBookmarks:
			e = append(e, bookmarksEdit(o.state, transfer.NewBookmarks(own.Bookmarks, theirs.Bookmarks))...)
		case ImportHeard:
			if len(rows) > 0 {
				e = append(e, hoursChange{rows[0], 0, p.Book.Title, transfer.MoreHeard(own.Days, theirs.Days), true})
			}
		case ImportTyped:
			for field, text := range transfer.MoreTyped(own.Typed, theirs.Typed) {
				if typed := func(r *state.Row) bool { return r.Edited(field) != nil }; !slices.ContainsFunc(rows, typed) { // since the plan was made
					fields[field] = &text
				}
			}
		default:
			if field, text := importedField(v, &own, &theirs); field != "" {
				fields[field] = &text
			}
		}
	}
	return append(e, textEdit(o.state, []book.ID{p.Book.ID}, fields)...)
}

// positionEdit returns the changes to the file in which the user stopped.
func positionEdit(s *state.State, p ImportPlan, own, theirs *transfer.State) (e edit) {
	file, at, ok := transfer.Spot(p.Book, p.Entry.Parts, theirs.Position)
	r := s.Listed.ByID[file]
	if !ok || r == nil {
		return nil
	}
	stopped := book.FormatStop(at, time.Unix(0, theirs.Played))
	e = fileEdit(r, book.StoppedField, &stopped)
	if theirs.Started != 0 && own.Started == 0 {
		started := book.FormatMoment(time.Unix(0, theirs.Started))
		e = append(e, fileEdit(r, book.StartedField, &started)...)
	}
	return e
}

// bookmarksEdit returns the changes that add bookmarks to their files.
func bookmarksEdit(s *state.State, added []book.Bookmark) (e edit) {
	byFile := map[book.ID][]book.Bookmark{}
	for _, m := range added {
		byFile[m.File] = append(byFile[m.File], m)
	}
	for file, added := range byFile {
		if r := s.Listed.ByID[file]; r != nil {
			text := book.FormatBookmarks(book.JoinBookmarks(added, book.ParseBookmarks(r.Edits[book.BookmarksField])))
			e = append(e, fileEdit(r, book.BookmarksField, &text)...)
		}
	}
	return e
}

// importedField returns the field that holds a value of a whole book, and its text, or ""
// for another value.
func importedField(v ImportValues, own, theirs *transfer.State) (field, text string) {
	switch v {
	case ImportFinished:
		return book.FinishedField, book.FormatMoment(time.Unix(0, theirs.Finished))
	case ImportAbandoned:
		return book.AbandonedField, book.FormatMoment(time.Unix(0, theirs.Abandoned))
	case ImportSpeed:
		return book.SpeedField, book.FormatSpeed(theirs.Speed)
	case ImportRating:
		return book.Rating.String(), book.FormatStars(theirs.Rating)
	case ImportNote:
		return book.Note.String(), theirs.Note
	case ImportTags:
		m := book.Meta{Own: &book.Own{Tags: transfer.AddTags(own.Tags, theirs.Tags)}}
		return book.OwnTags.String(), m.Lines(book.OwnTags)
	default:
		return "", ""
	}
}
