package library

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// What the user types about a book is stored with each of its files, so that it follows
// files that move, and stays when other files join them.

// Typed counts the fields of books into which the user typed something; the user's
// grouping of their files counts as one.
func (l *Library) Typed(ids ...book.ID) (n int) {
	l.tell(func(o *owner) {
		for _, id := range ids {
			fields := map[string]bool{}
			for _, r := range o.state.Listed.RowsOf([]book.ID{id}) {
				for field := range r.Edits {
					if state.IsTyped(field) {
						fields[field] = true
					}
				}
			}
			n += len(fields)
		}
	})
	return n
}

// ForgetEdits deletes everything the user typed about books, as one command. Undo
// restores it.
func (l *Library) ForgetEdits(ids ...book.ID) {
	l.tell(func(o *owner) {
		o.commit(Undoable{Action: Forgotten, Books: len(ids)}, forgetEdit(slices.Values(o.state.Listed.RowsOf(ids))))
	})
}

// forgetEdit deletes everything that the user typed about the books of rows.
func forgetEdit(rows iter.Seq[*state.Row]) (e edit) {
	for r := range rows {
		for field := range r.Edits {
			if state.IsTyped(field) {
				e = append(e, textChange{row: r, field: field, before: r.Edited(field)})
			}
		}
	}
	return e
}

// textEdit sets fields of books to the given texts; a nil text deletes an edit. A book may
// have left the list while the user typed: it gets the edit when it returns.
func textEdit(s *state.State, ids []book.ID, fields map[string]*string) (e edit) {
	set := func(r *state.Row) {
		for field, text := range fields {
			if c := (textChange{row: r, field: field, before: r.Edited(field), after: text}); !c.idle() {
				e = append(e, c)
			}
		}
	}
	for _, r := range s.Listed.RowsOf(ids) {
		set(r)
	}
	for _, id := range ids {
		if r := s.ByID(id); r != nil && r.RetiredAt != 0 {
			set(r)
		}
	}
	return e
}

// fileEdit sets a field of one file; a nil text deletes the edit.
func fileEdit(r *state.Row, field string, after *string) edit {
	if c := (textChange{row: r, field: field, before: r.Edited(field), after: after}); !c.idle() {
		return edit{c}
	}
	return nil
}

// copyEdit repeats a command for the copies of its books, for what is the same for all of
// them.
func copyEdit(s *state.State, e edit) (more edit) {
	rows, edited := []*state.Row(nil), map[*state.Row]bool{}
	for _, c := range e.texts() {
		if s.Listed.Has(c.row) && state.IsOwn(c.field) && !edited[c.row] {
			rows, edited[c.row] = append(rows, c.row), true
		}
	}
	copies := s.Copies(rows)
	if len(copies) == 0 {
		return nil
	}
	for _, c := range e.texts() {
		if !state.IsOwn(c.field) {
			continue
		}
		for _, r := range copies[c.row] {
			if again := (textChange{row: r, field: c.field, before: r.Edited(c.field), after: c.after}); !edited[r] && !again.idle() {
				more = append(more, again)
			}
		}
	}
	return more
}

// textEdits is textEdit with separate fields for each book.
func textEdits(s *state.State, fields map[book.ID]map[string]*string) (e edit) {
	for id, of := range fields {
		e = append(e, textEdit(s, []book.ID{id}, of)...)
	}
	return e
}

// groupEdit chooses how the files of books are grouped: Merged, Split or Ungrouped.
func groupEdit(s *state.State, as Action, ids []book.ID) edit {
	files := s.Listed.FilesOf(ids)
	if len(files) == 0 {
		return nil
	}
	var choice *string
	switch as {
	case Merged:
		with := fmt.Sprint(state.MergedWith, uint64(slices.Min(files)))
		choice = &with
	case Split:
		own := state.ChoiceOwn
		choice = &own
	}
	return textEdit(s, ids, map[string]*string{state.ChoiceField: choice})
}

// commit carries out a command, also for the copies of its books, and records it for undo.
// what has as many books as the user meant; did is what Undo reverts, with the copies. It has no
// books if nothing changed.
func (o *owner) commit(what Undoable, e edit) (did Undoable) {
	if what.Files = o.state.Books.EveryFile; len(e) == 0 {
		what.Books = 0
		return what
	}
	if more := copyEdit(o.state, e); len(more) > 0 {
		meant := e.listed(o.state)
		what.Books += state.BooksAmong(append(more.listed(o.state), meant...)) - state.BooksAmong(meant)
		e = append(e, more...)
	}
	o.apply(e)
	o.history.add(what, e, time.Now())
	return what
}

// listed returns the listed rows whose texts a command changes, each at least once.
func (e edit) listed(s *state.State) (rows []*state.Row) {
	for _, c := range e.texts() {
		if s.Listed.Has(c.row) {
			rows = append(rows, c.row)
		}
	}
	return rows
}
