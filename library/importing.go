package library

import (
	"context"
	"slices"
	"time"

	"lectern/library/book"
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

// PlanImport says what importing entries would do, in their order.
func (l *Library) PlanImport(entries []ImportEntry) []ImportPlan {
	var all *book.Snapshot
	l.tell(func(o *owner) { all = o.state.Books.Store.Snapshot() })
	var books []*book.Book
	for slot := range all.Slots() {
		if b := all.At(slot); b != nil {
			books = append(books, b)
		}
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
		changed = o.commit(Undoable{Action: Imported, Books: changed}, all)
	})
	return changed
}

// ImportedTags returns the tags that the book of a plan would have.
func ImportedTags(p ImportPlan) []string { return transfer.AddTags(p.Own.Tags, p.Entry.Tags) }

// ImportedBookmarks returns the bookmarks that the book of a plan would get.
func ImportedBookmarks(p ImportPlan) []book.Bookmark {
	return transfer.NewBookmarks(p.Own.Bookmarks, p.Theirs.Bookmarks)
}

// ImportedHours returns what was heard that the book of a plan would get.
func ImportedHours(p ImportPlan) []book.DayHeard {
	return transfer.MoreHeard(p.Own.Days, p.Theirs.Days)
}

// importEdit returns the changes of a plan.
func importEdit(o *owner, p ImportPlan, values ImportValues) edit {
	own := p.Own
	rows := o.state.Listed.RowsOf([]book.ID{p.Book.ID})
	for _, r := range rows {
		if _, played, ok := book.ParseStop(r.Edits[book.StoppedField]); ok {
			own.Played = max(own.Played, played)
		}
	}
	own.Days = o.state.Log.Of(rows)
	theirs, fields := p.Theirs, map[string]*string{}
	set, _ := transfer.Decide(&own, &theirs, time.Local)
	var e edit
	inFile := func(file book.ID, field, text string) {
		if r := o.state.Listed.ByID[file]; r != nil {
			e = append(e, fileEdit(r, field, &text)...)
		}
	}
	for v := range (set & values).Each {
		var text string
		switch v {
		case ImportPosition:
			if file, at, ok := transfer.Spot(p.Book, p.Entry.Parts, theirs.Position); ok {
				inFile(file, book.StoppedField, book.FormatStop(at, time.Unix(0, theirs.Played)))
				if theirs.Started != 0 && own.Started == 0 {
					inFile(file, book.StartedField, book.FormatMoment(time.Unix(0, theirs.Started)))
				}
			}
		case ImportFinished:
			text = book.FormatMoment(time.Unix(0, theirs.Finished))
			fields[book.FinishedField] = &text
		case ImportAbandoned:
			text = book.FormatMoment(time.Unix(0, theirs.Abandoned))
			fields[book.AbandonedField] = &text
		case ImportSpeed:
			text = book.FormatSpeed(theirs.Speed)
			fields[book.SpeedField] = &text
		case ImportBookmarks:
			of := map[book.ID][]book.Bookmark{}
			for _, m := range transfer.NewBookmarks(own.Bookmarks, theirs.Bookmarks) {
				of[m.File] = append(of[m.File], m)
			}
			for file, added := range of {
				if r := o.state.Listed.ByID[file]; r != nil {
					inFile(file, book.BookmarksField, book.FormatBookmarks(book.JoinBookmarks(added, book.ParseBookmarks(r.Edits[book.BookmarksField]))))
				}
			}
		case ImportHeard:
			if len(rows) > 0 {
				e = append(e, change{field: heardField, after: yes, hours: &hoursHeard{rows[0].File.ID, p.Book.Title, transfer.MoreHeard(own.Days, theirs.Days)}})
			}
		case ImportRating:
			text = book.FormatStars(theirs.Rating)
			fields[book.Rating.String()] = &text
		case ImportNote:
			text = theirs.Note
			fields[book.Note.String()] = &text
		case ImportTags:
			m := book.Meta{Own: &book.Own{Tags: transfer.AddTags(own.Tags, theirs.Tags)}}
			text = m.Lines(book.OwnTags)
			fields[book.OwnTags.String()] = &text
		}
	}
	return slices.Concat(e, textEdit(o.state, []book.ID{p.Book.ID}, fields))
}
