package library

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// Listened is where the user listens to a file, or stopped.
type Listened struct {
	File  book.ID
	At    time.Duration // in the file
	Heard book.Heard    // since it was last kept
	Title string        // of the book
	Now   time.Time     // its location has the user's calendar
}

// KeepListened keeps where the user listens to a book and what was heard of it, in one write.
// Undo does not revert it. A file that has left the list meanwhile has it when it returns.
func (l *Library) KeepListened(p Listened) {
	l.tell(func(o *owner) {
		file, r := p.File, o.state.ByID(p.File)
		if r != nil {
			file = r.File.ID
		}
		ops := o.state.Log.Add(file, p.Title, p.Heard, p.Now)
		var e edit
		if r != nil {
			set := func(field, text string) { e = append(e, fileEdit(r, field, &text)...) }
			played := func(r *state.Row) bool { return r.Edits[book.StoppedField] != "" }
			together := o.state.Listed.Together(r)
			if !slices.ContainsFunc(together, played) {
				set(book.StartedField, book.FormatMoment(p.Now))
			}
			for _, other := range together {
				e = append(e, overtaken(other, other == r, p.Now)...)
			}
			set(book.StoppedField, book.FormatStop(p.At, p.Now))
			if r.RetiredAt == 0 {
				o.state.Folders.Refresh(r)
			}
		}
		o.apply(append(e, copyEdit(o.state, e)...), ops...)
		if len(ops) > 0 {
			o.tellHeard()
		}
	})
}

// overtaken corrects what a clock that was fast has put into the future of a file whose book
// the user listens to now: otherwise that would count for newer until then. It is where the
// user stopped, except in the file that plays, and when the book was begun, finished or
// abandoned. If the file was added after now, the clock is slow instead, and nothing is
// corrected.
func overtaken(r *state.Row, plays bool, now time.Time) (e edit) {
	if r.Added > now.UnixNano() {
		return nil
	}
	if _, stopped, ok := book.ParseStop(r.Edits[book.StoppedField]); ok && !plays && stopped > now.UnixNano() {
		e = append(e, fileEdit(r, book.StoppedField, nil)...)
	}
	before := book.FormatMoment(now.Add(-1))
	for _, field := range []string{book.StartedField, book.FinishedField, book.AbandonedField} {
		if book.ParseMoment(r.Edits[field]) > now.UnixNano() {
			e = append(e, fileEdit(r, field, &before)...)
		}
	}
	return e
}

// BookOf returns the book that has a file, whatever the search finds, nil if there is none.
func (l *Library) BookOf(path string) (b *book.Book) {
	l.tell(func(o *owner) {
		if r := o.state.Listed.ByPath[path]; r != nil {
			b = o.state.Listed.BookOf(r)
		}
	})
	return b
}

// Heard returns everything that the user heard, also of files that are gone.
func (l *Library) Heard() []book.FileHeard { return *l.heard.Load() }

// tellHeard publishes what the user heard.
func (o *owner) tellHeard() {
	all := o.state.Log.All()
	o.out.heard.Store(&all)
}

// MarkAs marks books as Finished or Abandoned at a time, or as Unfinished or Unabandoned. Undo
// reverts it. A finished book stays finished, and an abandoned one that is played later is in
// progress again. MarkAs returns how many books it marked, their copies included.
func (l *Library) MarkAs(as Action, now time.Time, ids ...book.ID) (marked int) {
	l.tell(func(o *owner) { marked = o.markAs(as, now, ids...) })
	return marked
}

// Finish marks a book as Finished that was heard to its end. Where each file is a row, the end
// of a file that is not the last of its book finishes nothing.
func (l *Library) Finish(id book.ID, now time.Time) {
	l.tell(func(o *owner) {
		if o.state.EndsBook(id) {
			o.markAs(Finished, now, id)
		}
	})
}

func (o *owner) markAs(as Action, now time.Time, ids ...book.ID) (marked int) {
	at := book.FormatMoment(now)
	fields := map[Action]map[string]*string{
		Finished:    {book.FinishedField: &at, book.AbandonedField: nil},
		Unfinished:  {book.FinishedField: nil},
		Abandoned:   {book.AbandonedField: &at},
		Unabandoned: {book.AbandonedField: nil},
	}[as]
	return o.commit(Undoable{Action: as, Books: len(ids)}, textEdit(o.state, ids, fields)).Books
}

// SetSpeed keeps the speed of a book; 0 is none of its own. Undo does not revert it.
func (l *Library) SetSpeed(speed float64, id book.ID) {
	fields := map[string]*string{book.SpeedField: nil}
	if speed != 0 {
		text := book.FormatSpeed(speed)
		fields[book.SpeedField] = &text
	}
	l.tell(func(o *owner) {
		e := textEdit(o.state, []book.ID{id}, fields)
		o.apply(append(e, copyEdit(o.state, e)...))
	})
}

// SetBookmark keeps a bookmark in its File, in place of one that is there at the same
// Offset. Undo reverts it. It returns BookmarkEdited if there was one, or NoAction if nothing
// has changed.
func (l *Library) SetBookmark(m book.Bookmark) Action {
	return l.changeBookmarks(m.File, func(all []book.Bookmark) (Action, []book.Bookmark) {
		joined := book.JoinBookmarks(all, []book.Bookmark{m})
		if len(joined) == len(all) {
			return BookmarkEdited, joined
		}
		return Bookmarked, joined
	})
}

// RemoveBookmark removes a bookmark. Undo reverts it. It returns NoAction if the bookmark was
// gone already.
func (l *Library) RemoveBookmark(m book.Bookmark) Action {
	return l.changeBookmarks(m.File, func(all []book.Bookmark) (Action, []book.Bookmark) {
		return BookmarkRemoved, book.WithoutBookmark(all, m)
	})
}

// changeBookmarks changes the bookmarks of a file by a function, and returns what was done,
// NoAction if nothing has changed. A file that has left the list meanwhile has them when it
// returns.
func (l *Library) changeBookmarks(file book.ID, change func([]book.Bookmark) (Action, []book.Bookmark)) (did Action) {
	l.tell(func(o *owner) {
		r := o.state.ByID(file)
		if r == nil {
			return
		}
		action, changed := change(book.ParseBookmarks(r.Edits[book.BookmarksField]))
		var after *string
		if text := book.FormatBookmarks(changed); text != "" {
			after = &text
		}
		if o.commit(Undoable{Action: action, Books: 1}, fileEdit(r, book.BookmarksField, after)).Books > 0 {
			did = action
		}
	})
	return did
}
