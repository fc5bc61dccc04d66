package library

import (
	"fmt"
	"maps"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
)

// What the listener types about books is kept for each of their files: so it
// goes along when files move, and stays when others join them.

// maxHistory is how many commands can be taken back: more than anybody
// remembers.
const maxHistory = 200

// edit is one command of the listener's: what it changed, file by file.
type edit []change

// change is one field of one file, before and after; a nil text is none.
type change struct {
	file          book.ID
	field         string
	before, after *string
	row           *row     // of one that is retired: its ID is not listed then
	removal       *removal // of a root
	handover      *handover
}

// The fields of a change that are none of a book's own. None is stored by its name.
const (
	hiddenField  = "\x00hidden"
	retiredField = "\x00retired" // of a missing row
	binnedField  = "\x00binned"  // the text is the path of the file
	heirField    = "\x00heir"    // of a book that was replaced, by its handover
)

var yes = new(string)

// history is the commands that can be taken back, and those that were.
type history struct {
	done, undone []edit
}

// edit gives the books' fields the texts; a nil text takes an edit back.
func (o *owner) edit(ids []book.ID, fields map[string]*string) { o.commit(o.changesOf(ids, fields)) }

// editEach is edit with fields for each book, as one command.
func (o *owner) editEach(fields map[book.ID]map[string]*string) {
	var e edit
	for id, of := range fields {
		e = append(e, o.changesOf([]book.ID{id}, of)...)
	}
	o.commit(e)
}

// Typed is how many fields of books the user typed something into; how their files
// were put together counts as one.
func (l *Library) Typed(ids ...book.ID) (n int) {
	l.tell(func(o *owner) {
		for _, id := range ids {
			fields := map[string]bool{}
			for _, r := range o.state.rowsOf([]book.ID{id}) {
				for field := range r.edits {
					if field != differentField {
						fields[field] = true
					}
				}
			}
			n += len(fields)
		}
	})
	return n
}

// ForgetEdits takes back all that the user typed about books, as one command. Undo
// brings it back.
func (l *Library) ForgetEdits(ids ...book.ID) {
	l.tell(func(o *owner) {
		var e edit
		for _, r := range o.state.rowsOf(ids) {
			for field := range r.edits {
				e = append(e, change{file: r.file.ID, field: field, before: r.edited(field)})
			}
		}
		o.commit(e)
	})
}

// changesOf is what an edit changes.
func (o *owner) changesOf(ids []book.ID, fields map[string]*string) (e edit) {
	for _, r := range o.state.rowsOf(ids) {
		for field, text := range fields {
			if c := (change{file: r.file.ID, field: field, before: r.edited(field), after: text}); !c.idle() {
				e = append(e, c)
			}
		}
	}
	return e
}

// regroup has the files of books make other books: one, or each its own, or what
// they would be without the listener.
func (o *owner) regroup(ids []book.ID, g Grouping) {
	rows := o.state.rowsOf(ids)
	if len(rows) == 0 {
		return
	}
	var choice *string
	switch g {
	case Merge:
		lowest := rows[0].file.ID
		for _, r := range rows {
			lowest = min(lowest, r.file.ID)
		}
		with := fmt.Sprint(mergedWith, uint64(lowest))
		choice = &with
	case Split:
		own := choiceOwn
		choice = &own
	}
	o.edit(ids, map[string]*string{choiceField: choice})
}

// commit does a command, so that it can be taken back.
func (o *owner) commit(e edit) {
	if len(e) == 0 {
		return
	}
	o.apply(e, false)
	o.record(e)
}

// record puts a command that was done into the history.
func (o *owner) record(e edit) {
	if len(e) == 0 {
		return
	}
	o.history.undone = nil
	o.history.done = append(o.history.done, e)
	if n := len(o.history.done); n > maxHistory {
		o.history.done = o.history.done[n-maxHistory:]
	}
}

func (o *owner) takeBack() {
	if n := len(o.history.done); n > 0 {
		e := o.history.done[n-1]
		o.history.done = o.history.done[:n-1]
		o.history.undone = append(o.history.undone, e)
		o.apply(e, true)
	}
}

func (o *owner) doAgain() {
	if n := len(o.history.undone); n > 0 {
		e := o.history.undone[n-1]
		o.history.undone = o.history.undone[:n-1]
		o.history.done = append(o.history.done, e)
		o.apply(e, false)
	}
}

// apply makes the changes, or takes them back, here and in the catalogue.
func (o *owner) apply(e edit, back bool) {
	var ops []catalog.Op
	var binned edit
	for _, c := range e {
		text := c.after
		if back {
			text = c.before
		}
		switch c.field {
		case binnedField:
			binned = append(binned, c)
			continue
		case rootField:
			o.setRemoved(c.removal, text != nil)
			continue
		case retiredField:
			o.setRetired(c.row, text != nil)
			continue
		case heirField:
			ops = append(ops, o.handOver(c.handover, back)...)
			continue
		}
		r := o.state.byID[c.file]
		if r == nil && c.row != nil && c.row.left != 0 {
			r = c.row
		}
		if r == nil {
			continue // it left the library meanwhile
		}
		if c.field == hiddenField {
			o.hide(r, text != nil)
			continue
		}
		o.state.setEdit(r, c.field, text)
		ops = append(ops, catalog.Edit(c.file, c.field, keptText(text)))
	}
	if o.catalog != nil {
		o.save() // the rows first
		o.catalog.Save(ops...)
	}
	if len(binned) > 0 {
		o.work.Go(func() { o.rebin(binned, back) }) // the owner does not wait for disks
	}
}

// setRetired takes a missing row from the list, or lists it again.
func (o *owner) setRetired(r *row, on bool) {
	switch {
	case on && o.state.byID[r.file.ID] == r && r.file.State == book.Missing:
		o.state.retire(r, time.Now().UnixNano())
	case !on && r.left != 0 && o.state.root(r.file.Root) != nil && o.state.byPath[r.file.Path] == nil:
		o.state.retired.remove(r)
		r.left = 0
		o.state.add(r)
	}
}

// emptyText is how the catalogue keeps a text that the listener emptied: there an
// empty one is none.
const emptyText = "\x00"

func keptText(text *string) string {
	switch {
	case text == nil:
		return ""
	case *text == "":
		return emptyText
	default:
		return *text
	}
}

// unkept is the inverse of keptText, for all edits of a row.
func unkept(edits map[string]string) book.Edits {
	for field, text := range edits {
		if text == emptyText {
			edits = maps.Clone(edits)
			edits[field] = ""
		}
	}
	return edits
}

// edited is what the listener typed into a field of the row's book, nil for
// nothing.
func (r *row) edited(field string) *string {
	if text, typed := r.edits[field]; typed {
		return &text
	}
	return nil
}

// setEdit makes text what the user typed about a row, which may be retired.
func (s *state) setEdit(r *row, field string, text *string) {
	s.undisplace(r) // from now on it is about what is listed
	edits := maps.Clone(r.edits)
	switch {
	case text == nil:
		delete(edits, field)
	case edits == nil:
		edits = book.Edits{field: *text}
	default:
		edits[field] = *text
	}
	if r.edits = edits; r.left != 0 {
		return
	}
	if field == choiceField {
		s.unshelve(r)
		s.place(r)
	}
	s.show(r)
}

// idle reports whether a change changes nothing.
func (c change) idle() bool {
	if c.before == nil || c.after == nil {
		return c.before == c.after
	}
	return *c.before == *c.after
}
