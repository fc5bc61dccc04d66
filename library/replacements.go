package library

import (
	"strconv"
	"strings"

	"lectern/library/state"
)

// SameBook records the user's answer that the new book is the old one: the new book
// takes over the old one's ID, date, edits, cover and grouping, and the old files leave
// the list. An edit of the new book wins over an edit of the same field of the old one.
// Undo reverts it. It does nothing if the question is no longer open.
func (l *Library) SameBook(r Replaced) {
	l.tell(func(o *owner) {
		if p := o.state.Replacements.Question(r); p != nil {
			o.log.Info("replaced", "id", r.Old, "folder", r.Folder, "file", r.File)
			o.commit(Undoable{Action: Answered}, edit{heirChange{p.Handover(), true}})
		}
	})
}

// DifferentBook records the user's answer that the new book is another one: the old book
// stays in the library as missing, and the question is not asked again. Undo reverts it.
// It does nothing if the question is no longer open.
func (l *Library) DifferentBook(r Replaced) {
	l.tell(func(o *owner) {
		var e edit
		if p := o.state.Replacements.Question(r); p != nil {
			for _, row := range p.Old.Rows {
				text := strings.TrimSpace(row.Edits[state.DifferentField] + " " + strconv.FormatUint(uint64(r.New), 10))
				e = append(e, textChange{row, state.DifferentField, row.Edited(state.DifferentField), &text})
			}
		}
		o.commit(Undoable{Action: Answered}, e)
	})
}
