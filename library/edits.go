package library

import (
	"fmt"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/state"
)

// What the user types about a book is stored with each of its files, so that it follows
// files that move, and stays when other files join them.

// edit is one command of the user, as its changes to single files.
type edit []change

// change is one field of one file before and after a command; nil means no text.
type change struct {
	row           *state.Row // the file; not its ID, which another file may have later
	field         string
	before, after *string
	removal       *removal // set for rootField
	handover      *state.Handover
	hours         *hoursHeard // set for heardField
}

// The pseudo-fields of a change that is not about a field of a book. None is stored
// under its name.
const (
	hiddenField  = "\x00hidden"
	retiredField = "\x00retired" // takes a missing row off the list
	trashedField = "\x00trashed" // moves a file to the trash; the text is its path
	heirField    = "\x00heir"    // passes a replaced book to its successor by a handover
	heardField   = "\x00heard"   // adds hours of listening

	rememberedField = "\x00remembered" // adds a row that is not on the list, with its edits
)

var yes = new(string)

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
		var e edit
		for _, r := range o.state.Listed.RowsOf(ids) {
			for field := range r.Edits {
				if !book.IsListening(field) {
					e = append(e, change{row: r, field: field, before: r.Edited(field)})
				}
			}
		}
		o.commit(Undoable{Action: Forgotten, Books: len(ids)}, e)
	})
}

// textEdit sets fields of books to the given texts; a nil text deletes an edit. A book may
// have left the list while the user typed: it gets the edit when it returns.
func textEdit(s *state.State, ids []book.ID, fields map[string]*string) (e edit) {
	set := func(r *state.Row) {
		for field, text := range fields {
			if c := (change{row: r, field: field, before: r.Edited(field), after: text}); !c.idle() {
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
	if c := (change{row: r, field: field, before: r.Edited(field), after: after}); !c.idle() {
		return edit{c}
	}
	return nil
}

// copyEdit repeats a command for the copies of its books, for what is the same for all of
// them.
func copyEdit(s *state.State, e edit) (more edit) {
	rows, edited := []*state.Row(nil), map[*state.Row]bool{}
	for _, c := range e {
		if c.row != nil && s.Listed.Has(c.row) && state.IsOwn(c.field) && !edited[c.row] {
			rows, edited[c.row] = append(rows, c.row), true
		}
	}
	copies := s.Copies(rows)
	if len(copies) == 0 {
		return nil
	}
	for _, c := range e {
		if !state.IsOwn(c.field) {
			continue
		}
		for _, r := range copies[c.row] {
			if again := (change{row: r, field: c.field, before: r.Edited(c.field), after: c.after}); !edited[r] && !again.idle() {
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

// groupEdit merges the files of books into one book, splits them into one book each, or
// restores the automatic grouping.
func groupEdit(s *state.State, ids []book.ID, g Grouping) (what Undoable, e edit) {
	rows := s.Listed.RowsOf(ids)
	if len(rows) == 0 {
		return what, nil
	}
	var choice *string
	what = Undoable{Action: Ungrouped, Books: len(ids)}
	switch g {
	case Merge:
		what.Action = Combined
		lowest := rows[0].File.ID
		for _, r := range rows {
			lowest = min(lowest, r.File.ID)
		}
		with := fmt.Sprint(state.MergedWith, uint64(lowest))
		choice = &with
	case Split:
		what.Action = Divided
		own := state.ChoiceOwn
		choice = &own
	}
	return what, textEdit(s, ids, map[string]*string{state.ChoiceField: choice})
}

// commit carries out a command, also for the copies of its books, and records it for undo.
// It returns how many books it changed, of which what has those that the user meant.
func (o *owner) commit(what Undoable, e edit) (books int) {
	if len(e) == 0 {
		return 0
	}
	if more := copyEdit(o.state, e); len(more) > 0 {
		meant := e.listed(o.state)
		what.Books += state.BooksAmong(append(more.listed(o.state), meant...)) - state.BooksAmong(meant)
		e = append(e, more...)
	}
	o.apply(e, false)
	o.history.add(what, e, time.Now())
	return what.Books
}

// listed returns the listed rows of a command, each at least once.
func (e edit) listed(s *state.State) (rows []*state.Row) {
	for _, c := range e {
		if c.row != nil && s.Listed.Has(c.row) {
			rows = append(rows, c.row)
		}
	}
	return rows
}

// apply makes the changes of a command, or reverts them, in the state and in the
// catalogue, which also gets ops.
func (o *owner) apply(e edit, back bool, ops ...catalog.Op) {
	var trashed edit
	for i, c := range e {
		text := c.after
		if back { // the last change first
			c = e[len(e)-1-i]
			text = c.before
		}
		switch c.field {
		case trashedField:
			trashed = append(trashed, c)
			continue
		case rootField:
			o.setRemoved(c.removal, text != nil)
			continue
		case retiredField:
			setRetired(o.state, c.row, text != nil)
			continue
		case heirField:
			edits, probes := handOver(o.state, c.handover, back)
			ops = append(ops, edits...)
			o.submit(probes)
			o.tellHeard()
			continue
		case heardField:
			ops = append(ops, o.addHours(c.hours, back)...)
			o.tellHeard()
			continue
		case rememberedField:
			o.state.SetRemembered(c.row, text != nil)
			continue
		}
		r := o.state.Heir(c.row)
		if r == nil {
			continue // a temporary file
		}
		if c.field == hiddenField {
			hide(o.state, o.saver, r, text != nil)
			continue
		}
		if was := c.expected(back); !equalTexts(r.Edited(c.field), was) {
			switch c.field {
			case book.StoppedField:
				continue // the user has listened since
			case book.BookmarksField: // there are others since
				text = rebase(was, text, r.Edited(c.field))
			}
		}
		o.state.SetEdit(r, c.field, text)
		ops = append(ops, catalog.Edit(r.File.ID, c.field, state.EncodeEdit(text)))
	}
	o.saver.save(ops...)
	if len(trashed) > 0 {
		o.inTrash.add(o, func() { repeatTrash(o.in, o.log, trashed, back) })
	}
}

// rebase makes the change of bookmarks from one text to another in a third.
func rebase(before, after, now *string) *string {
	parse := func(text *string) []book.Bookmark {
		if text == nil {
			return nil
		}
		return book.ParseBookmarks(*text)
	}
	text := book.FormatBookmarks(book.RebaseBookmarks(parse(before), parse(after), parse(now)))
	if text == "" {
		return nil
	}
	return &text
}

// expected returns the text of the field before the change is made, or is reverted.
func (c change) expected(back bool) *string {
	if back {
		return c.after
	}
	return c.before
}

// idle reports whether a change changes nothing.
func (c change) idle() bool { return equalTexts(c.before, c.after) }

// equalTexts reports whether two texts are equal, or there is neither.
func equalTexts(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// setRetired takes a missing row off the list, or lists it again.
func setRetired(s *state.State, r *state.Row, on bool) {
	switch {
	case on && s.Listed.Has(r) && r.File.State == book.Missing:
		s.Retire(r, time.Now().UnixNano())
	case !on && r.RetiredAt != 0 && s.Roots.At(r.File.Root) != nil && s.Listed.ByPath[r.File.Path] == nil:
		s.Retired.Remove(r)
		r.RetiredAt = 0
		s.Add(r)
	}
}
