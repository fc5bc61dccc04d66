package library

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// SetStopped keeps where playing a file stopped. Undo does not revert it. A file that has
// left the list meanwhile keeps its earlier position.
func (l *Library) SetStopped(file book.ID, at time.Duration, now time.Time) {
	l.tell(func(o *owner) {
		r := o.state.Listed.ByID[file]
		if r == nil {
			return
		}
		set := func(field, text string) {
			e := fileEdit(r, field, &text)
			o.apply(append(e, copyEdit(o.state, e)...), false)
		}
		played := func(r *state.Row) bool { return r.Edits[book.StoppedField] != "" }
		if !slices.ContainsFunc(o.state.Listed.Together(r), played) {
			set(book.StartedField, book.FormatMoment(now))
		}
		set(book.StoppedField, book.FormatStop(at, now))
	})
}

// SetFinished marks books as finished at a time, or as not finished. Undo reverts it.
func (l *Library) SetFinished(finished bool, now time.Time, ids ...book.ID) {
	fields := map[string]*string{book.FinishedField: nil}
	what := Undoable{Action: Unfinished, Books: len(ids)}
	if finished {
		text := book.FormatMoment(now)
		fields[book.FinishedField], fields[book.AbandonedField], what.Action = &text, nil, Finished
	}
	l.tell(func(o *owner) { o.commit(what, textEdit(o.state, ids, fields)) })
}

// SetAbandoned marks books as abandoned at a time, or as not abandoned. Undo reverts it. A
// finished book stays finished, and a book that is played later is in progress again.
func (l *Library) SetAbandoned(abandoned bool, now time.Time, ids ...book.ID) {
	fields := map[string]*string{book.AbandonedField: nil}
	what := Undoable{Action: Unabandoned, Books: len(ids)}
	if abandoned {
		text := book.FormatMoment(now)
		fields[book.AbandonedField], what.Action = &text, Abandoned
	}
	l.tell(func(o *owner) { o.commit(what, textEdit(o.state, ids, fields)) })
}

// SetSpeed keeps the speed of a book; 0 is none of its own. Undo does not revert it.
func (l *Library) SetSpeed(speed float64, id book.ID) {
	fields := map[string]*string{book.SpeedField: nil}
	if speed != 0 {
		text := book.FormatSpeed(speed)
		fields[book.SpeedField] = &text
	}
	l.tell(func(o *owner) { o.apply(textEdit(o.state, []book.ID{id}, fields), false) })
}

// SetBookmark keeps a bookmark in its File, in place of one that is there at the same
// Offset. Undo reverts it.
func (l *Library) SetBookmark(m book.Bookmark) {
	l.changeBookmarks(m.File, func(all []book.Bookmark) (Action, []book.Bookmark) {
		joined := book.JoinBookmarks(all, []book.Bookmark{m})
		if len(joined) == len(all) {
			return BookmarkEdited, joined
		}
		return Bookmarked, joined
	})
}

// RemoveBookmark removes a bookmark. Undo reverts it.
func (l *Library) RemoveBookmark(m book.Bookmark) {
	l.changeBookmarks(m.File, func(all []book.Bookmark) (Action, []book.Bookmark) {
		return BookmarkRemoved, book.WithoutBookmark(all, m)
	})
}

// changeBookmarks changes the bookmarks of a file by a function. A file that has left the
// list meanwhile keeps its own.
func (l *Library) changeBookmarks(file book.ID, change func([]book.Bookmark) (Action, []book.Bookmark)) {
	l.tell(func(o *owner) {
		r := o.state.Listed.ByID[file]
		if r == nil {
			return
		}
		action, changed := change(book.ParseBookmarks(r.Edits[book.BookmarksField]))
		var after *string
		if text := book.FormatBookmarks(changed); text != "" {
			after = &text
		}
		o.commit(Undoable{Action: action, Books: 1}, fileEdit(r, book.BookmarksField, after))
	})
}
