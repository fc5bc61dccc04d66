package library

import (
	"strconv"
	"time"

	"lectern/library/book"
)

// SetStopped keeps where playing a file stopped. Undo does not revert it. A file that has
// left the list meanwhile keeps its earlier position.
func (l *Library) SetStopped(file book.ID, at time.Duration, now time.Time) {
	text := book.FormatStop(at, now)
	l.tell(func(o *owner) {
		if r := o.state.Listed.ByID[file]; r != nil {
			o.apply(edit{{file: file, field: book.StoppedField, before: r.Edited(book.StoppedField), after: &text}}, false)
		}
	})
}

// SetFinished marks books as finished at a time, or as not finished. Undo reverts it.
func (l *Library) SetFinished(finished bool, now time.Time, ids ...book.ID) {
	fields := map[string]*string{book.FinishedField: nil}
	what := Undoable{Action: Unfinished, Books: len(ids)}
	if finished {
		text := strconv.FormatInt(now.UnixNano(), 10)
		fields[book.FinishedField], what.Action = &text, Finished
	}
	l.tell(func(o *owner) { o.commit(what, textEdit(o.state, ids, fields)) })
}
