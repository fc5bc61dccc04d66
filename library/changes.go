package library

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/message"
	"lectern/library/state"
)

// edit is one command of the user, as its changes in their order.
type edit []change

// change is a part of a command. It stays as it is; only a removal and trashedFiles, which a
// change and its reverse share, note what happened.
type change interface {
	// apply makes the change in the state. It returns the operations that store it. It
	// does nothing if the state no longer allows it. done is false if a notice says so.
	apply(o *owner) (ops []catalog.Op, done bool)

	// reverse returns the change that reverts it.
	reverse() change
}

// apply makes the changes of a command in the state and in the catalogue, which also gets
// ops. done is false if a notice says that one of them was not made.
func (o *owner) apply(e edit, ops ...catalog.Op) (done bool) {
	done = true
	for _, c := range e {
		more, made := c.apply(o)
		ops, done = append(ops, more...), done && made
	}
	o.saver.save(ops...)
	return done
}

// reverse returns the command that reverts it: the last change comes first.
func (e edit) reverse() (back edit) {
	for _, c := range slices.Backward(e) {
		back = append(back, c.reverse())
	}
	return back
}

// texts returns the changes of texts.
func (e edit) texts() (all []textChange) {
	for _, c := range e {
		if c, is := c.(textChange); is {
			all = append(all, c)
		}
	}
	return all
}

// textChange changes what the user typed into a field of a book, for one of its files; nil
// stands for no text.
type textChange struct {
	row           *state.Row // the file; not its ID, which another file may have later
	field         string
	before, after *string
}

func (c textChange) reverse() change { return textChange{c.row, c.field, c.after, c.before} }

func (c textChange) apply(o *owner) ([]catalog.Op, bool) {
	r, text := o.state.Heir(c.row), c.after
	if r == nil {
		return nil, true // a temporary file
	}
	if now := r.Edited(c.field); !equalTexts(now, c.before) {
		switch c.field {
		case book.StoppedField:
			return nil, true // the user has listened since
		case book.BookmarksField: // there are others since
			text = rebase(c.before, text, now)
		}
	}
	o.state.SetEdit(r, c.field, text)
	return []catalog.Op{catalog.Edit(r.File.ID, c.field, state.EncodeEdit(text))}, true
}

// idle reports whether a change changes nothing.
func (c textChange) idle() bool { return equalTexts(c.before, c.after) }

// equalTexts reports whether two texts are equal, or there is neither.
func equalTexts(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
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

// hiddenChange hides a row, listed or retired, or shows it again.
type hiddenChange struct {
	row    *state.Row
	hidden bool
}

func (c hiddenChange) reverse() change { return hiddenChange{c.row, !c.hidden} }

func (c hiddenChange) apply(o *owner) ([]catalog.Op, bool) {
	r := o.state.Heir(c.row)
	if r == nil || r.Hidden == c.hidden {
		return nil, true
	}
	o.state.SetHidden(r, c.hidden)
	o.state.Moves.Undisplace(r) // the user means the file that is listed now
	if c.hidden && r.HeldSince != 0 {
		o.state.Miss(r, r.HeldSince) // the user need not be asked about it any more
	}
	if r.Folder != nil {
		o.state.Folders.Refresh(r)
	}
	return []catalog.Op{catalog.Hide(r.File.ID, c.hidden)}, true
}

// retiredChange takes a missing row off the list, or lists it again.
type retiredChange struct {
	row     *state.Row
	retired bool
}

func (c retiredChange) reverse() change { return retiredChange{c.row, !c.retired} }

func (c retiredChange) apply(o *owner) ([]catalog.Op, bool) {
	if c.retired {
		o.state.RetireMissing(c.row, time.Now().UnixNano())
	} else {
		o.state.Return(c.row)
	}
	return nil, true // the row is saved as a whole
}

// rootChange takes a root out of the library, or restores it.
type rootChange struct {
	removal *removal
	removed bool
}

func (c rootChange) reverse() change { return rootChange{c.removal, !c.removed} }

func (c rootChange) apply(o *owner) ([]catalog.Op, bool) {
	if c.removed {
		o.removeRoot(c.removal)
	} else {
		o.restoreRoot(c.removal)
	}
	return nil, true // removal and return save what they change
}

// trashChange moves files to the trash or brings them back, on another goroutine.
type trashChange struct {
	files   *trashedFiles
	trashed bool
}

func (c trashChange) reverse() change { return trashChange{c.files, !c.trashed} }

func (c trashChange) apply(o *owner) ([]catalog.Op, bool) {
	do := c.files.untrash
	if c.trashed {
		do = c.files.trashAgain
	}
	o.inTrash.add(o, func() { do(o.ctx, o.in, o.log) })
	return nil, true
}

// heirChange passes a replaced book to its successor, or takes it back.
type heirChange struct {
	handover *state.Handover
	passed   bool
}

func (c heirChange) reverse() change { return heirChange{c.handover, !c.passed} }

func (c heirChange) apply(o *owner) (ops []catalog.Op, done bool) {
	var probes []*book.File
	if c.passed {
		ops, probes, done = o.state.HandOver(c.handover, time.Now().UnixNano())
	} else {
		ops, probes, done = o.state.TakeBack(c.handover)
	}
	if !done {
		o.notify(message.New("The answer about the replaced book stays as it was: its files have changed or left the library since."))
	}
	o.submit(probes)
	o.tellHeard()
	return ops, done
}

// hoursChange adds hours of listening, or takes them away.
type hoursChange struct {
	row   *state.Row // nil for a file that no row remembers
	file  book.ID    // of that file
	title string
	days  []book.DayHeard // beyond what was known
	added bool
}

func (c hoursChange) reverse() change { c.added = !c.added; return c }

func (c hoursChange) apply(o *owner) ([]catalog.Op, bool) {
	file := c.file
	if c.row != nil {
		file = c.row.File.ID
		if r := o.state.Heir(c.row); r != nil {
			file = r.File.ID
		}
	}
	var ops []catalog.Op
	if c.added {
		ops = o.state.Log.Join(file, c.title, c.days)
	} else {
		ops = o.state.Log.Take(file, c.days)
	}
	if r := o.state.Listed.ByID[file]; r != nil {
		o.state.Folders.Refresh(r)
	}
	o.tellHeard()
	return ops, true
}

// rememberedChange adds a row that is not on the list, or drops it for good.
type rememberedChange struct {
	row        *state.Row
	remembered bool
}

func (c rememberedChange) reverse() change { return rememberedChange{c.row, !c.remembered} }

func (c rememberedChange) apply(o *owner) ([]catalog.Op, bool) {
	if c.remembered {
		o.state.AddRetired(c.row)
	} else {
		o.state.DropRetired(c.row)
	}
	return nil, true // the row is saved as a whole
}
